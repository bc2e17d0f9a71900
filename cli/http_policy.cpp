#include "cli/http_policy.hpp"

#include <span>

#include "cli/bucket_config.hpp"
#include "pipeline/source/google_drive/drive_provider.hpp"
#include "pipeline/source/google_drive/public_drive.hpp"

namespace pixferry {

HttpPolicy http_policy_for_sources(const Config& config) {
  HttpPolicy policy;
  std::span<const std::string_view> suffixes = GoogleDrive::kRedirectSuffixes;
  if (config.google_api_key.empty()) suffixes = PublicDrive::kRedirectSuffixes;
  for (const auto suffix : suffixes) policy.redirect_suffixes.emplace_back(suffix);
  for (const auto suffix : GoogleDrive::kUnfollowedSuffixes) {
    policy.unfollowed_suffixes.emplace_back(suffix);
  }
  // What the operator names may be a private address; Google's own never is.
  if (config.google_drive_api_url != Config{}.google_drive_api_url) {
    policy.trusted_origins.push_back(config.google_drive_api_url);
  }
  if (config.google_drive_web_url != Config{}.google_drive_web_url) {
    policy.trusted_origins.push_back(config.google_drive_web_url);
  }
  if (config.dropbox.api_url != Config{}.dropbox.api_url) {
    policy.trusted_origins.push_back(config.dropbox.api_url);
  }
  if (config.dropbox.content_url != Config{}.dropbox.content_url) {
    policy.trusted_origins.push_back(config.dropbox.content_url);
  }
  return policy;
}

HttpPolicy http_policy_for_store(const Config& config) {
  HttpPolicy policy;
  if (!config.supabase.url.empty()) policy.trusted_origins.push_back(config.supabase.url);
  if (!config.s3.bucket.empty()) policy.trusted_origins.push_back(s3_origin(s3_config_for(config)));
  return policy;
}

HttpPolicy http_policy_for_webhooks(const Config& config) {
  return {.trusted_origins = config.webhook_allowed_origins};
}

}  // namespace pixferry
