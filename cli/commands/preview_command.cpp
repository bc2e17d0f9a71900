#include "cli/commands/preview_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "cli/data_directory.hpp"
#include "cli/dropbox_config.hpp"
#include "cli/google_drive_source.hpp"
#include "cli/http_policy.hpp"
#include "cli/open_catalog.hpp"
#include "cli/preview_report.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/source/dropbox/dropbox_provider.hpp"

namespace pixferry {
namespace {

/// Nothing where nothing was imported yet.
Result<std::unique_ptr<Database>> catalog_if_any(const Context& context, const Config& config,
                                                 const Clock& clock) {
  const bool is_embedded = config.database_url.empty();
  if (is_embedded && !std::filesystem::exists(catalog_path(config))) {
    return std::unique_ptr<Database>{};
  }
  return open_catalog_for_reading(context, config, clock);
}

}  // namespace

ExitCode run_preview_command(const Invocation& invocation, const PreviewCommand& command) {
  const auto& config = invocation.loaded.config;
  const Context context{invocation.signals.stop_token()};
  const SystemClock clock;
  const auto catalog = catalog_if_any(context, config, clock);
  if (!catalog) return complain(catalog.error());
  std::optional<Gallery> gallery;
  if (*catalog) gallery.emplace(**catalog);

  HttpClient http{http_policy_for_sources(config), clock, config.limits};
  const auto google_drive = make_google_drive(http, config, clock);
  Dropbox dropbox{http, dropbox_config_for(config), clock, config.limits};
  PreviewImport preview_import{{.providers = {google_drive.get(), &dropbox},
                                .gallery = gallery ? &*gallery : nullptr,
                                .clock = clock,
                                .limits = config.limits}};
  const auto preview = preview_import.run(context, {.owner = std::string{kDefaultOwner},
                                                    .folder_url = command.link,
                                                    .password = Secret{command.password}});
  if (!preview) return complain(preview.error());
  if (invocation.options.json) {
    fmt::print("{}\n", preview_json(*preview));
  } else {
    for (const auto& line : preview_lines(*preview)) fmt::print("{}\n", line);
  }
  return ExitCode::ok;
}

}  // namespace pixferry
