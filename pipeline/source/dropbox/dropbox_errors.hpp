#pragma once

#include <string>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// What was asked of Dropbox, as far as the meaning of a refusal depends on it.
struct DropboxQuestion {
  enum class About { link, first_page, later_page, file, renewal };
  About about = About::link;
  std::string id = {};        ///< of the folder or file; empty for a renewal
  bool has_password = false;  ///< one was sent with the link
  bool is_app_alone = false;  ///< asked by an app without a user
};

/// The one place where Dropbox's refusals become codes. Takes answers that are not a success.
///
/// - `rate_limited` with the wait, if one is named in the header or in the body: 429;
/// - `token_expired`: the access token has ended, and another one may do;
/// - `credentials_rejected`: the token, its scopes, its account or the app; `credentials_missing`
///   where an app without a user is not served;
/// - `password_required`, `password_wrong`: Dropbox says no more than that access is denied;
/// - `page_token_rejected`: the cursor was reset or is not known; list the folder anew;
/// - `source_gone`, `source_forbidden` about a file; `folder_not_found`, `folder_forbidden`,
///   `not_a_folder` else;
/// - `timeout` and `network`: passing, among them everything that is not understood.
///
/// Tags decide, never texts, but for two sentences of status 400 that have no tag.
/// https://www.dropbox.com/developers/documentation/http/documentation#error-handling
Error classify(const HttpAnswer& answer, const DropboxQuestion& question, const Clock& clock);

}  // namespace pixferry
