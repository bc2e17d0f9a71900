#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "simulator/faults/operation.hpp"

namespace pixferry::simulator {

enum class FaultKind {
  too_many_requests,  ///< 429 rateLimitExceeded
  user_rate_limit,    ///< 403 userRateLimitExceeded
  download_quota,     ///< 403 downloadQuotaExceeded
  sorry_page,         ///< 403 with Google's "automated queries" page
  internal_error,     ///< 500
  bad_gateway,        ///< 502 with a web page
  unavailable,        ///< 503
  gateway_timeout,    ///< 504
  web_page,           ///< 200 with a web page in place of what was asked for
  reset,              ///< the connection is reset instead of an answer
  reset_in_body,      ///< ... after half of the body
  close_in_body,      ///< the connection is closed after half of the announced body
  short_body,         ///< a complete answer with half of the bytes
  long_body,          ///< a complete answer with bytes too many
  wrong_bytes,        ///< the right number of bytes, one of them wrong
  slow,               ///< 16 KiB a second; a put is answered after two seconds
  // Of object stores only.
  slow_down,             ///< 503 SlowDown
  internal_error_later,  ///< 500 although what was asked for is done
  conflict,              ///< 409 although no such object is there
  object_too_large,      ///< 413
  storage_full,          ///< no room is left in the store
  wrong_etag,            ///< the right answer with the ETag of other bytes
  not_stored,            ///< 200 although nothing is done
};

struct Fault {
  FaultKind kind = FaultKind::unavailable;
  std::optional<std::chrono::seconds> retry_after;
};

/// Which of the requests that a rule is about get its fault.
struct FaultAmount {
  enum class Unit {
    share,             ///< of all requests, from 0 to 1, chosen by seed, file and try
    first_requests,    ///< that many, then none
    first_files,       ///< every request for the first so many files or folders
    above_per_second,  ///< what exceeds that many requests a second
    always,
  };
  Unit unit = Unit::always;
  double value = 0;
};

struct FaultRule {
  Operation operation = Operation::download;
  std::string file_id;  ///< of a file or folder, or the key of an object; empty: any
  Fault fault;
  FaultAmount amount;
};

/// Which faults are staged. Of several rules that meet a request the first one counts.
struct FaultPlan {
  std::vector<FaultRule> rules;
};

/// Reads rules separated by commas, each OPERATION[@ID]:FAULT[+SECONDSs]=AMOUNT, as in
/// "download:429+2s=5%,list:500=3x,download:html=1f,get:503=always,download:403=100/s".
/// Operations: get, list, download, about of a provider; put, head, get-object, delete, sign of an
/// object store. Faults of both: 429, 403, 500, 502, 503, 504, html, reset, reset-body, cut, short,
/// long, wrong, slow; of a provider only: quota, sorry; of a store only: slowdown, 500-stored, 409,
/// 413, full, wrong-etag, lost. "+2s" adds Retry-After: 2 to one that is an HTTP error. Amounts: N%
/// of the requests, the first Nx requests, each request for the first Nf files, what exceeds N/s,
/// always. Error: `invalid_configuration`, naming the rule and what is allowed there.
Result<FaultPlan> parse_fault_plan(std::string_view text);

}  // namespace pixferry::simulator
