#include "pipeline/source/google_drive/drive_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "pipeline/source/google_drive/drive_refusal.hpp"

namespace pixferry {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSorryPause = std::chrono::minutes{30};
constexpr milliseconds kDailyLimitPause = std::chrono::hours{1};

enum class Meaning {
  too_fast,
  daily_limit,
  automated,
  download_quota,
  key_missing,
  key_rejected,
  flagged,
  denied,
  gone,
  page_token,
  too_slow,
  passing,
};

struct KnownReason {
  std::string_view reason;
  Meaning meaning;
};

constexpr std::array kReasons{
    KnownReason{"rateLimitExceeded", Meaning::too_fast},
    KnownReason{"userRateLimitExceeded", Meaning::too_fast},
    KnownReason{"RATE_LIMIT_EXCEEDED", Meaning::too_fast},
    KnownReason{"dailyLimitExceeded", Meaning::daily_limit},
    KnownReason{"dailyLimitExceededUnreg", Meaning::key_missing},
    KnownReason{"downloadQuotaExceeded", Meaning::download_quota},
    KnownReason{"keyInvalid", Meaning::key_rejected},
    KnownReason{"keyExpired", Meaning::key_rejected},
    KnownReason{"accessNotConfigured", Meaning::key_rejected},
    KnownReason{"ipRefererBlocked", Meaning::key_rejected},
    KnownReason{"SERVICE_DISABLED", Meaning::key_rejected},
    KnownReason{"CONSUMER_INVALID", Meaning::key_rejected},
    KnownReason{"CONSUMER_SUSPENDED", Meaning::key_rejected},
    KnownReason{"authError", Meaning::key_rejected},
    KnownReason{"cannotDownloadAbusiveFile", Meaning::flagged},
    KnownReason{"invalidAbuseAcknowledgment", Meaning::flagged},
    KnownReason{"cannotDownloadFile", Meaning::denied},
    KnownReason{"fileNotDownloadable", Meaning::denied},
    KnownReason{"fileNotExportable", Meaning::denied},
    KnownReason{"exportSizeLimitExceeded", Meaning::denied},
    KnownReason{"insufficientFilePermissions", Meaning::denied},
    KnownReason{"insufficientPermissions", Meaning::denied},
    KnownReason{"appNotAuthorizedToFile", Meaning::denied},
    KnownReason{"domainPolicy", Meaning::denied},
    KnownReason{"backendError", Meaning::passing},
    KnownReason{"internalError", Meaning::passing},
};

std::optional<Meaning> meaning_of_reasons(const DriveRefusal& refusal) {
  for (const auto& reason : refusal.reasons) {
    // API_KEY_INVALID, API_KEY_SERVICE_BLOCKED, API_KEY_IP_ADDRESS_BLOCKED and the like.
    if (reason.starts_with("API_KEY_")) return Meaning::key_rejected;
    for (const auto& known : kReasons) {
      if (known.reason == reason) return known.meaning;
    }
  }
  return std::nullopt;
}

// A bad key has the same reason, badRequest, as any other bad request, and a missing one the same
// status as any other denial: only the message tells.
std::optional<Meaning> meaning_of_message(const DriveRefusal& refusal) {
  if (refusal.message.starts_with("API key ")) return Meaning::key_rejected;
  if (refusal.message.find("unregistered callers") != std::string::npos) {
    return Meaning::key_missing;
  }
  return std::nullopt;
}

Meaning meaning_of_status(int status, const DriveRefusal& refusal, const DriveQuestion& question) {
  if (status == 429 || refusal.status == "RESOURCE_EXHAUSTED") return Meaning::too_fast;
  if (status == 401) return Meaning::key_rejected;
  if (status == 403) return refusal.is_html ? Meaning::passing : Meaning::denied;
  if (status == 404 || status == 410) return Meaning::gone;
  if (status == 400 && question.about == DriveQuestion::About::later_page) {
    return Meaning::page_token;
  }
  if (status == 408) return Meaning::too_slow;
  return Meaning::passing;
}

Meaning meaning_of(const HttpAnswer& answer, const DriveRefusal& refusal,
                   const DriveQuestion& question) {
  const bool leads_to_sorry_page = answer.header("Location").find("/sorry/") != std::string::npos;
  if (refusal.is_sorry_page || leads_to_sorry_page) return Meaning::automated;
  if (const auto meaning = meaning_of_reasons(refusal)) return *meaning;
  if (const auto meaning = meaning_of_message(refusal)) return *meaning;
  return meaning_of_status(answer.status, refusal, question);
}

ErrorCode code_for(Meaning meaning, bool is_file) {
  switch (meaning) {
    case Meaning::too_fast:
    case Meaning::daily_limit:
    case Meaning::automated: return ErrorCode::rate_limited;
    case Meaning::download_quota: return ErrorCode::download_quota_exceeded;
    case Meaning::key_missing: return ErrorCode::credentials_missing;
    case Meaning::key_rejected: return ErrorCode::credentials_rejected;
    case Meaning::flagged:
    case Meaning::denied:
      return is_file ? ErrorCode::source_forbidden : ErrorCode::folder_forbidden;
    case Meaning::gone: return is_file ? ErrorCode::source_gone : ErrorCode::folder_not_found;
    case Meaning::page_token: return ErrorCode::page_token_rejected;
    case Meaning::too_slow: return ErrorCode::timeout;
    case Meaning::passing: break;
  }
  return ErrorCode::network;
}

std::string_view explanation_of(Meaning meaning) {
  switch (meaning) {
    case Meaning::too_fast: return "Google Drive asks for fewer requests";
    case Meaning::daily_limit: return "The API key's daily limit for Google Drive is used up";
    case Meaning::automated:
      return "Google takes this network's requests for automated queries and wants a long pause";
    case Meaning::download_quota:
      return "Too many people downloaded this file lately; Google lets nobody have it for up to "
             "24 hours";
    case Meaning::key_missing:
      return "Google Drive was asked without an API key; set GOOGLE_API_KEY";
    case Meaning::key_rejected: return "Google Drive does not accept the API key in GOOGLE_API_KEY";
    case Meaning::flagged:
      return "Google flagged this file as malware or spam and lets nobody but its owner have it";
    case Meaning::denied: return "Google Drive denies access";
    case Meaning::gone:
      return "Google Drive finds nothing there: it does not exist, is not shared with everyone, or "
             "its link needs a resource key";
    case Meaning::page_token: return "Google Drive no longer knows this page of the listing";
    case Meaning::too_slow: return "Google Drive took too long";
    case Meaning::passing: break;
  }
  return "Google Drive answered with an error";
}

std::optional<milliseconds> wait_for(Meaning meaning, std::optional<milliseconds> asked) {
  if (meaning == Meaning::automated) return std::max(kSorryPause, asked.value_or(kSorryPause));
  if (meaning == Meaning::daily_limit) return asked.value_or(kDailyLimitPause);
  return asked;
}

}  // namespace

Error classify(const HttpAnswer& answer, const DriveQuestion& question, const Clock& clock) {
  const auto refusal = read_drive_refusal(answer.body);
  const auto meaning = meaning_of(answer, refusal, question);
  const bool is_file = question.about == DriveQuestion::About::file;
  const auto word = refusal.word();
  return Error{code_for(meaning, is_file),
               fmt::format("{} ({} {}, status {}{}{}).", explanation_of(meaning),
                           is_file ? "file" : "folder", question.id, answer.status,
                           word.empty() ? "" : " ", word),
               wait_for(meaning, answer.retry_after(clock))};
}

}  // namespace pixferry
