#include "cli/google_drive_source.hpp"

#include "pipeline/source/google_drive/drive_provider.hpp"
#include "pipeline/source/google_drive/public_drive.hpp"

namespace pixferry {
namespace {

PublicDriveConfig public_pages_of(const Config& config) {
  const bool is_googles = config.google_drive_web_url == Config{}.google_drive_web_url;
  // Whoever plays Drive plays the host of its downloads too.
  return is_googles ? PublicDriveConfig{}
                    : PublicDriveConfig{config.google_drive_web_url, config.google_drive_web_url};
}

}  // namespace

std::unique_ptr<SourceProvider> make_google_drive(HttpClient& http, const Config& config,
                                                  const Clock& clock) {
  if (config.google_api_key.empty()) {
    return std::make_unique<PublicDrive>(http, public_pages_of(config), clock, config.limits);
  }
  return std::make_unique<GoogleDrive>(
      http, GoogleDriveConfig{config.google_drive_api_url, config.google_api_key, config.keep_gps},
      clock, config.limits);
}

double google_drive_rate_max(const Config& config) {
  const bool is_chosen = config.google_drive_rate > 0;
  if (is_chosen || !config.google_api_key.empty()) return config.google_drive_rate;
  return PublicDrive::kRequestRateMax;
}

PacedSource::Costs google_drive_costs(const Config& config) {
  constexpr PacedSource::Costs equal{.open = 1, .list = 1, .fetch = 1};
  return google_drive_rate_max(config) > 0 ? equal : PacedSource::kGoogleDriveCosts;
}

}  // namespace pixferry
