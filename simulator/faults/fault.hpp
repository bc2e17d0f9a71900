#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace pixferry::simulator {

enum class FaultKind {
  too_many_requests,  ///< 429 rateLimitExceeded
  user_rate_limit,    ///< 403 userRateLimitExceeded
  download_quota,     ///< 403 downloadQuotaExceeded
  refusal,            ///< 403 with the reason of the fault; of Dropbox 409 with it as a tag
  sorry_page,         ///< 403 with Google's "automated queries" page
  internal_error,     ///< 500
  bad_gateway,        ///< 502 with a web page
  unavailable,        ///< 503
  gateway_timeout,    ///< 504
  virus_page,         ///< 200 with the page that asks for a confirmation; public downloads only
  sign_in,            ///< a redirect to Google's sign-in page; public pages only
  web_page,           ///< 200 with a web page in place of what was asked for
  reset,              ///< the connection is reset instead of an answer
  reset_in_body,      ///< ... after half of the body
  close_in_body,      ///< the connection is closed after half of the announced body
  stall_in_body,      ///< nothing comes after half of the announced body
  short_body,         ///< a complete answer with half of the bytes
  long_body,          ///< a complete answer with bytes too many
  wrong_bytes,        ///< the right number of bytes, one of them wrong
  slow,               ///< 16 KiB a second; a put is answered after two seconds
  refused_token,      ///< 400 for a page token; of Dropbox 409 reset
  repeated_page,      ///< the entries of the page before
  shifted_page,       ///< some entries of the page before, then the page's own
  double_entries,     ///< each entry twice
  empty_page,         ///< no entries, and the page itself as the next one
  cursor_cycle,       ///< the first page as the one after the last
  lying_size,         ///< a file listed as one byte larger than it is
  lying_hash,         ///< a file listed with the hashes of other bytes
  // Of object stores only.
  slow_down,             ///< 503 SlowDown
  internal_error_later,  ///< 500 although what was asked for is done
  conflict,              ///< 409 although no such object is there
  object_too_large,      ///< 413
  storage_full,          ///< no room is left in the store
  wrong_etag,            ///< the right answer with the ETag of other bytes
  not_stored,            ///< 200 although nothing is done
};

/// What a fault can be about.
enum class FaultScope { answer, later_page, last_page, entry };

constexpr FaultScope scope_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::refused_token:
    case FaultKind::repeated_page:
    case FaultKind::shifted_page: return FaultScope::later_page;
    case FaultKind::cursor_cycle: return FaultScope::last_page;
    case FaultKind::lying_size:
    case FaultKind::lying_hash: return FaultScope::entry;
    default: return FaultScope::answer;
  }
}

/// The Retry-After of an HTTP error.
struct RetryAfter {
  enum class Form { seconds, date, garbage };
  Form form = Form::seconds;
  std::chrono::seconds wait{0};  ///< zero for garbage

  bool operator==(const RetryAfter&) const = default;
};

struct Fault {
  FaultKind kind = FaultKind::unavailable;
  std::optional<RetryAfter> retry_after = std::nullopt;
  std::string reason = {};  ///< of a refusal
};

}  // namespace pixferry::simulator
