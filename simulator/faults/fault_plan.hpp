#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "simulator/faults/fault.hpp"
#include "simulator/faults/operation.hpp"

namespace pixferry::simulator {

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
  std::string text;  ///< as it was written
  Operation operation = Operation::download;
  std::string file_id;  ///< of a file or folder, or the key of an object; empty: any
  Fault fault;
  FaultAmount amount;
};

/// Which faults are staged. Of several rules that meet a request the first one counts.
struct FaultPlan {
  std::vector<FaultRule> rules;

  /// The plan as parse_fault_plan() reads it.
  std::string text() const;
};

/// Reads rules separated by commas, each OPERATION[@ID]:FAULT[+WAIT]=AMOUNT, as in
/// "download:429+2s=5%,list:500=3x,download:html=1f,get:503=always,download:403=100/s".
///
/// OPERATION is get, list, download, about or renew (a token) of a provider, or put, head,
/// get-object, delete, sign or list-objects of an object store; @ID keeps to one file or folder, or to the object
/// of that key.
///
/// FAULT of any operation:
///   429, 403, quota, sorry   asked too fast: 429, 403 userRateLimitExceeded, 403
///                            downloadQuotaExceeded, Google's page for automated queries
///   403-REASON               403 with that reason, as in 403-cannotDownloadAbusiveFile; of Dropbox
///                            409 with that tag, as in 403-shared_link_not_found
///   virus, sign-in           of Drive's public pages: a download has to be confirmed first, and
///   who
///                            asks should sign in; an API has no such answers
///   500, 502, 503, 504       the server broke; 502 comes as a web page
///   html                     200 with a web page in place of what was asked for
///   reset, reset-body, cut   the connection is reset, reset or closed in the middle of the body
///   stall                    half of the body, and then silence until the client gives up
///   short, long, wrong       half of the bytes, some too many, or one of them wrong, cleanly sent
///   slow                     16 KiB a second; a put is answered after two seconds
/// FAULT of a store alone:
///   slowdown                 503 SlowDown
///   500-stored               500 although what was asked for is done
///   409, 413, full           the object is said to exist, to be too large, to find no room
///   wrong-etag               the right answer with the ETag of other bytes
///   lost                     200 although nothing is done
/// FAULT of list alone:
///   refused-token            a page token is refused with 400; the first page has none
///   repeated-page            a later page brings the one before it once more, then goes on
///   shifted-page             a later page begins half a page too early: files were added meanwhile
///   double-entries           a page names each of its entries twice
///   empty-page               a page without entries, whose successor is the page itself
///   cycle                    the last page leads back to the first one
///   lying-size, lying-hash   the file is listed one byte too large, or with the hashes of other
///                            bytes; ID is the file's, and the share is drawn once for each file
///
/// WAIT belongs to HTTP errors: 2s sends "Retry-After: 2", date2s the HTTP date that lies two
/// seconds ahead, and garbage a value that is neither.
///
/// AMOUNT: N% of the requests, the first Nx requests, each request for the first Nf files, what
/// exceeds N/s, or always.
///
/// Error: `invalid_configuration`, naming the rule and what is allowed there.
Result<FaultPlan> parse_fault_plan(std::string_view text);

}  // namespace pixferry::simulator
