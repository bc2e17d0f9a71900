#pragma once

#include <string>

#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// Who asks Dropbox. What is set decides, in this order: a refresh token gives access tokens that
/// are renewed; an access token is used until it ends, four hours after it was made as a rule; an
/// app's key and secret alone stand for the app without a user. With none of them every call is
/// refused.
struct DropboxConfig {
  std::string api_url = "https://api.dropboxapi.com";          ///< without the path "/2/…"
  std::string content_url = "https://content.dropboxapi.com";  ///< likewise, of the bytes
  Secret access_token = {};
  Secret refresh_token = {};  ///< of no use without the key of the app it was given to
  Secret app_key = {};
  Secret app_secret = {};  ///< may be absent beside a refresh token of the PKCE flow
};

}  // namespace pixferry
