#pragma once

#include <string>

#include "pipeline/model/time.hpp"
#include "simulator/http/request.hpp"

namespace pixferry::simulator {

/// Who may use the look-alike.
struct S3Account {
  std::string access_key_id = "simulator";
  std::string secret_access_key = "simulator-secret";
  std::string session_token;  ///< where there is one, requests must carry it
  std::string region = "us-east-1";
};

enum class SignatureVerdict {
  right,
  missing,
  malformed,
  key_unknown,
  token_wrong,
  region_wrong,
  clock_wrong,    ///< more than a quarter of an hour from ours
  link_expired,   ///< of a signed link
  payload_wrong,  ///< the body is not what was signed
  wrong,
};

/// Checks a Signature Version 4, in the headers or in the query, from what arrived: path and query
/// are decoded and encoded again, as Amazon does. Shares no code with what signs.
SignatureVerdict verify_signature(const Request& request, const S3Account& account, Timestamp now);

}  // namespace pixferry::simulator
