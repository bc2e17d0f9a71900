#include "cli/http_policy.hpp"

#include "pipeline/source/google_drive/drive_provider.hpp"

namespace pixferry {

HttpPolicy http_policy_for(const Config& config) {
  HttpPolicy policy{.trusted_origins = {config.google_drive_api_url}, .redirect_suffixes = {}};
  for (const auto suffix : GoogleDrive::kRedirectSuffixes) {
    policy.redirect_suffixes.emplace_back(suffix);
  }
  return policy;
}

}  // namespace pixferry
