#pragma once

#include <string>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// What was asked of Drive, as far as the meaning of a refusal depends on it.
struct DriveQuestion {
  enum class About { folder, first_page, later_page, file };
  About about = About::folder;
  std::string id;
};

/// The one place where Drive's refusals become codes. Takes answers that are not a success.
///
/// - `rate_limited` with the wait, if one is known: rate reasons whatever the status, 429, a daily
///   limit, and the "Sorry" page for what looks like automated queries;
/// - `download_quota_exceeded`: the file's own quota, used up by all its readers;
/// - `credentials_missing`, `credentials_rejected`: the key, its restrictions, its project;
/// - `page_token_rejected`: a later page could not be had; list the folder anew;
/// - `source_gone`, `source_forbidden` about a file; `folder_not_found`, `folder_forbidden` else;
/// - `timeout` and `network`: passing, among them everything that is not understood.
///
/// The reason decides before the status: Drive says "too fast" with 403 and with 429, and "bad key"
/// with 400. Bodies may be of the old form (errors[].reason), of google.rpc's (status, details[]),
/// HTML or nothing. https://developers.google.com/workspace/drive/api/guides/handle-errors
Error classify(const HttpAnswer& answer, const DriveQuestion& question, const Clock& clock);

}  // namespace pixferry
