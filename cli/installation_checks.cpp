#include "cli/installation_checks.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "cli/config_report.hpp"
#include "cli/dropbox_config.hpp"
#include "cli/google_drive_source.hpp"
#include "cli/http_policy.hpp"
#include "cli/human_text.hpp"
#include "pipeline/platform/directory_lock.hpp"
#include "pipeline/source/dropbox/dropbox_provider.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;
using Verdict = Finding::Verdict;

constexpr std::int64_t kFreeBytesMin = 1LL << 30;
constexpr std::chrono::seconds kSourceAnswersWithin{5};
/// Drive gives such ids to nothing: its own are random, and longer.
constexpr const char* kAbsentId = "pixferry-doctor";
constexpr const char* kAbsentLink = "sh/pixferry-doctor/pixferry-doctor";

bool is_there(const fs::path& path) {
  std::error_code failed;
  return fs::exists(path, failed);
}

/// The directory itself, or what it would be made in.
fs::path nearest_existing(const std::string& directory) {
  std::error_code failed;
  auto path = fs::absolute(directory, failed);
  while (!is_there(path) && path.has_relative_path()) path = path.parent_path();
  return path;
}

}  // namespace

Finding bad_finding(std::string about, const Error& error) {
  return {std::move(about), Verdict::bad, error.message, std::string{hint(error.code)}};
}

Finding check_configuration(const LoadedConfig& loaded) {
  const auto warnings = config_warnings(loaded);
  if (warnings.empty()) return {"configuration", Verdict::good, "All of it is understood.", ""};
  return {"configuration", Verdict::bad, fmt::format("{}", fmt::join(warnings, " ")),
          "Correct or remove it; `pixferry config` lists what there is."};
}

Finding check_data_directory(const Config& config) {
  const std::string about = "DATA_DIR";
  const auto& directory = config.data_dir;
  if (!is_there(directory)) {
    const auto parent = nearest_existing(directory).string();
    if (::access(parent.c_str(), W_OK | X_OK) == 0) {
      return {about, Verdict::good, fmt::format("{} is not there yet; it can be made.", directory),
              ""};
    }
    return {about, Verdict::bad,
            fmt::format("{} is not there, and it cannot be made in {}.", directory, parent),
            "Let DATA_DIR name a directory that you may write."};
  }
  const auto lock = DirectoryLock::acquire(directory, "pixferry doctor");
  if (lock) return {about, Verdict::good, fmt::format("{} can be written.", directory), ""};
  if (lock.error().code == ErrorCode::data_dir_in_use) {
    return {about, Verdict::good, lock.error().message, ""};
  }
  return {about, Verdict::bad, lock.error().message,
          "Let DATA_DIR name a directory that you may write."};
}

Finding check_free_space(const Config& config) {
  std::error_code failed;
  const auto path = nearest_existing(config.data_dir);
  const auto space = fs::space(path, failed);
  if (failed) {
    return {"free space", Verdict::bad,
            fmt::format("The disk below {} does not tell: {}.", path.string(), failed.message()),
            ""};
  }
  const auto free_bytes = static_cast<std::int64_t>(space.available);
  auto what = fmt::format("{} are free in {}.", human_bytes(free_bytes), path.string());
  if (free_bytes >= kFreeBytesMin) return {"free space", Verdict::good, std::move(what), ""};
  return {"free space", Verdict::bad, std::move(what),
          "Make room, or let DATA_DIR name a directory on a larger disk."};
}

Finding check_google_key(const Config& config) {
  if (!config.google_api_key.empty()) return {"GOOGLE_API_KEY", Verdict::good, "It is set.", ""};
  return {"GOOGLE_API_KEY", Verdict::not_checked,
          "It is not set: Google's web pages are read, slowly and without sizes and hashes; large "
          "folders may not be seen whole.",
          std::string{hint(ErrorCode::credentials_missing)}};
}

Finding check_google_drive(const Context& context, const Config& config) {
  const std::string about = "Google Drive";
  const SystemClock clock;
  HttpClient http{http_policy_for_sources(config), clock, config.limits};
  const auto drive = make_google_drive(http, config, clock);
  const auto answer = drive->open(context.until(clock.steady() + kSourceAnswersWithin),
                                  {SourceKind::google_drive, kAbsentId, ""});
  if (answer || answer.error().code == ErrorCode::folder_not_found) {
    const bool has_key = !config.google_api_key.empty();
    return {about, Verdict::good,
            has_key ? "It answers and takes the key." : "Its public pages answer.", ""};
  }
  return bad_finding(about, answer.error());
}

Finding check_dropbox(const Context& context, const Config& config) {
  const std::string about = "Dropbox";
  if (!config.dropbox.is_set()) {
    return {about, Verdict::not_checked, "It is not asked without credentials.", ""};
  }
  const SystemClock clock;
  HttpClient http{http_policy_for_sources(config), clock, config.limits};
  Dropbox dropbox{http, dropbox_config_for(config), clock, config.limits};
  const auto nowhere = dropbox.recognise({.source = SourceKind::dropbox, .id = kAbsentLink});
  if (!nowhere) return bad_finding(about, nowhere.error());
  const auto answer = dropbox.open(context.until(clock.steady() + kSourceAnswersWithin), *nowhere);
  if (answer || answer.error().code == ErrorCode::folder_not_found) {
    return {about, Verdict::good, "It answers and takes the credentials.", ""};
  }
  return bad_finding(about, answer.error());
}

}  // namespace pixferry
