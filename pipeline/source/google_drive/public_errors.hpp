#pragma once

#include <string>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/google_drive/public_answer_page.hpp"

namespace pixferry {

/// What was asked of Drive's public pages.
struct PublicQuestion {
  bool is_file = false;
  const std::string& id;
};

/// The one place where refusals of Drive's public pages become codes. A page with status 200 in
/// place of a file counts by its kind, else the status does.
///
/// - `download_quota_exceeded`: the quota page. Drive shows it for files that many people download,
///   and to networks that download many files without signing in; it does not say which;
/// - `rate_limited`: 429, and the page for what looks like automated queries;
/// - `source_forbidden`, `folder_not_found`: not shared with everyone (a private folder cannot be
///   told from one that is not there), or a file whose download is forbidden;
/// - `source_gone`, `folder_not_found`: nothing is there;
/// - `html_instead_of_image`: any other page in place of a file; `timeout`, `network`: passing.
Error classify(const PublicAnswerPage& page, const PublicQuestion& question);
Error classify(const HttpAnswer& answer, const PublicQuestion& question, const Clock& clock);

}  // namespace pixferry
