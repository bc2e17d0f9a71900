#include "cli/commands/verify_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "cli/http_policy.hpp"
#include "cli/object_place.hpp"
#include "cli/open_catalog.hpp"
#include "cli/verify_report.hpp"

namespace pixferry {
namespace {

/// Enough to keep a disk busy while others hash; more would only fight over it.
constexpr int kThreads = 8;

/// Bodies that do not fit in memory go to files without a name, outside DATA_DIR: it is only read.
Result<std::string> temporary_directory() {
  std::error_code failed;
  auto directory = std::filesystem::temp_directory_path(failed);
  if (!failed) return directory.string();
  return Error{ErrorCode::storage_unavailable,
               fmt::format("there is no directory for temporary files ({}); let TMPDIR name one",
                           failed.message())};
}

}  // namespace

ExitCode run_verify_command(const Invocation& invocation, const VerifyCommand& command) {
  const auto& config = invocation.loaded.config;
  const SystemClock clock;
  const auto catalog = open_catalog_for_reading(Context{}, config, clock);
  if (!catalog) return complain(catalog.error());
  HttpClient http{http_policy_for_store(config), clock, config.limits};
  const auto objects = open_object_place(config, http, clock, FolderStore::Access::read);
  if (!objects) return complain(objects.error());
  auto directory = temporary_directory();
  if (!directory) return complain(directory.error());

  Gallery gallery{**catalog};
  SpoolRoom spools{.directory = *std::move(directory)};
  VerifyObjects verify{{.gallery = gallery, .store = *objects->store, .spools = spools}};
  VerifyReport report{invocation};
  return report.finish(verify.run(
      Context{invocation.signals.stop_token()},
      {.owner = std::string{kDefaultOwner}, .after = {command.after}, .threads = kThreads},
      {.bad = [&](const BadObject& bad) { report.show_bad(bad); },
       .progress = [&](const Verification& reached) { report.show_progress(reached); }}));
}

}  // namespace pixferry
