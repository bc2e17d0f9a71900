#include "cli/commands/delete_images_command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "cli/confirm.hpp"
#include "cli/human_text.hpp"
#include "cli/open_catalog.hpp"
#include "pipeline/catalog/disposal.hpp"

namespace pixferry {
namespace {

Result<std::vector<std::int64_t>> delete_all(const Context& context, Disposal& disposal,
                                             std::span<const std::int64_t> wanted) {
  std::vector<std::int64_t> deleted;
  while (!wanted.empty()) {
    const auto count = std::min(wanted.size(), Disposal::kImagesMax);
    std::vector<ImageId> some;
    for (const auto id : wanted.first(count)) some.push_back(ImageId{id});
    const auto gone = disposal.delete_images(context, kDefaultOwner, some);
    if (!gone) return gone.error();
    for (const auto id : *gone) deleted.push_back(id.value);
    wanted = wanted.subspan(count);
  }
  return deleted;
}

std::string count_of(std::size_t images) {
  return fmt::format("{} {}", human_count(static_cast<std::int64_t>(images)),
                     images == 1 ? "image" : "images");
}

}  // namespace

ExitCode run_delete_images_command(const Invocation& invocation,
                                   const DeleteImagesCommand& command) {
  const std::set<std::int64_t> each{command.images.begin(), command.images.end()};
  const std::vector<std::int64_t> wanted{each.begin(), each.end()};
  const auto agreed =
      confirm(fmt::format("Delete {}?", count_of(wanted.size())), command.is_agreed);
  if (!agreed) return complain(agreed.error());
  if (!*agreed) return ExitCode::interrupted;
  const Context context{invocation.signals.stop_token()};
  const SystemClock clock;
  const auto taken =
      take_catalog(context, invocation.loaded.config, clock, "pixferry images delete");
  if (!taken) return complain(taken.error());
  Disposal disposal{*taken->database, clock};
  const auto deleted = delete_all(context, disposal, wanted);
  if (!deleted) return complain(deleted.error());
  std::vector<std::int64_t> missing;
  std::ranges::set_difference(wanted, *deleted, std::back_inserter(missing));
  if (invocation.options.json) {
    fmt::print("{{\"deleted\":[{}],\"not_found\":[{}]}}\n", fmt::join(*deleted, ","),
               fmt::join(missing, ","));
  }
  say(invocation, fmt::format("Deleted {}.", count_of(deleted->size())));
  if (missing.empty()) return ExitCode::ok;
  fmt::print(stderr, "pixferry: there is no image {}; `pixferry images` lists them\n",
             fmt::join(missing, ", "));
  return ExitCode::not_found;
}

}  // namespace pixferry
