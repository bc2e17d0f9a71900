#include "cli/commands/images_command.hpp"

#include <fmt/format.h>

#include "api-gateway/routes/image_json.hpp"
#include "cli/human_text.hpp"
#include "cli/image_report.hpp"
#include "cli/object_place.hpp"
#include "cli/open_catalog.hpp"
#include "pipeline/catalog/gallery.hpp"

namespace pixferry {
namespace {

/// Where in the gallery the page is: on standard error, so that what is piped on holds images only.
void say_place(const Invocation& invocation, const ImagesCommand& command, std::int64_t total) {
  if (total == 0) return say(invocation, "Nothing was imported yet.");
  const auto pages = (total + command.images_max - 1) / command.images_max;
  say(invocation, fmt::format("Page {} of {}, {} images in all{}", human_count(command.page),
                              human_count(pages), human_count(total),
                              command.page < pages ? "; see --page and --limit." : "."));
}

}  // namespace

ExitCode run_images_command(const Invocation& invocation, const ImagesCommand& command) {
  const auto& config = invocation.loaded.config;
  const SystemClock clock;
  const auto catalog = open_catalog_for_reading(Context{}, config, clock);
  if (!catalog) return complain(catalog.error());
  Gallery gallery{**catalog};
  const auto page = gallery.page(Context{}, kDefaultOwner, {}, command.page, command.images_max);
  if (!page) return complain(page.error());
  if (invocation.options.json) {
    const auto storage_url = storage_url_for(config);
    for (const auto& image : page->images) {
      fmt::print("{}\n", routes::image_json(image, storage_url));
    }
    return ExitCode::ok;
  }
  if (!page->images.empty()) {
    for (const auto& line : image_table(page->images)) fmt::print("{}\n", line);
  }
  say_place(invocation, command, page->total);
  return ExitCode::ok;
}

}  // namespace pixferry
