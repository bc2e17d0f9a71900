#include "pipeline/source/google_drive/public_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "pipeline/source/google_drive/drive_refusal.hpp"

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using PageKind = PublicAnswerPage::Kind;

constexpr milliseconds kAutomatedPause = std::chrono::minutes{30};

enum class PublicMeaning { too_fast, automated, not_shared, gone, too_slow, passing };

PublicMeaning meaning_of(const HttpAnswer& answer) {
  const auto location = answer.header("Location");
  if (location.find("/sorry/") != location.npos) return PublicMeaning::automated;
  if (location.starts_with("https://accounts.google.com/")) return PublicMeaning::not_shared;
  if (read_drive_refusal(answer.body).is_sorry_page) return PublicMeaning::automated;
  switch (answer.status) {
    case 401:
    case 403: return PublicMeaning::not_shared;
    case 404:
    case 410: return PublicMeaning::gone;
    case 408: return PublicMeaning::too_slow;
    case 429: return PublicMeaning::too_fast;
    default: return PublicMeaning::passing;
  }
}

Error error_of(ErrorCode code, const PublicQuestion& question, std::string_view what) {
  return Error{code,
               fmt::format("{} ({} {}).", what, question.is_file ? "file" : "folder", question.id)};
}

Error not_shared(const PublicQuestion& question) {
  return error_of(question.is_file ? ErrorCode::source_forbidden : ErrorCode::folder_not_found,
                  question,
                  "Google asks to sign in: this is not shared with everyone who has the link");
}

Error automated(const PublicQuestion& question) {
  auto error = error_of(ErrorCode::rate_limited, question,
                        "Google takes this network's requests for automated queries and wants a "
                        "long pause; with an API key (GOOGLE_API_KEY) that is rarer");
  error.retry_after = kAutomatedPause;
  return error;
}

Error error_for(PublicMeaning meaning, const PublicQuestion& question, int status) {
  switch (meaning) {
    case PublicMeaning::automated: return automated(question);
    case PublicMeaning::too_fast:
      return error_of(ErrorCode::rate_limited, question, "Google asks for fewer requests");
    case PublicMeaning::not_shared: return not_shared(question);
    case PublicMeaning::gone:
      return error_of(
          question.is_file ? ErrorCode::source_gone : ErrorCode::folder_not_found, question,
          "Google finds nothing there: it does not exist, or its link needs a resource key");
    case PublicMeaning::too_slow:
      return error_of(ErrorCode::timeout, question, "Google took too long");
    case PublicMeaning::passing: break;
  }
  return error_of(ErrorCode::network, question,
                  fmt::format("Google answered with status {}", status));
}

}  // namespace

Error classify(const PublicAnswerPage& page, const PublicQuestion& question) {
  switch (page.kind) {
    case PageKind::quota:
      return error_of(ErrorCode::download_quota_exceeded, question,
                      "Google says that too many people downloaded this file lately; without an "
                      "API key it also says so to networks that download much");
    case PageKind::sign_in: return not_shared(question);
    case PageKind::forbidden:
      return error_of(ErrorCode::source_forbidden, question,
                      "Google gives this file to its owner alone: downloads are forbidden, or it "
                      "is flagged as infected");
    case PageKind::automated: return automated(question);
    case PageKind::confirmation:
      return error_of(ErrorCode::html_instead_of_image, question,
                      "Google keeps asking whether to download a file that it did not scan");
    case PageKind::unknown: break;
  }
  return error_of(ErrorCode::html_instead_of_image, question,
                  "Google answered with a web page in place of the file");
}

Error classify(const HttpAnswer& answer, const PublicQuestion& question, const Clock& clock) {
  auto error = error_for(meaning_of(answer), question, answer.status);
  if (const auto asked = answer.retry_after(clock)) {
    error.retry_after = std::max(*asked, error.retry_after.value_or(*asked));
  }
  return error;
}

}  // namespace pixferry
