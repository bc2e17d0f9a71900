#include "cli/dropbox_config.hpp"

namespace pixferry {

DropboxConfig dropbox_config_for(const Config& config) {
  const auto& dropbox = config.dropbox;
  return {.api_url = dropbox.api_url,
          .content_url = dropbox.content_url,
          .access_token = dropbox.access_token,
          .refresh_token = dropbox.refresh_token,
          .app_key = dropbox.app_key,
          .app_secret = dropbox.app_secret};
}

}  // namespace pixferry
