#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/time.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// Whose key signs, and for what.
struct SigV4Identity {
  std::string access_key_id;
  Secret secret_access_key;
  Secret session_token = {};  ///< empty for keys that are valid for good
  std::string region;
  std::string service = "s3";
};

/// Names and values of a query, as they are before they are encoded.
using SigV4Query = std::vector<std::pair<std::string, std::string>>;

/// What is signed of a request.
struct SigV4Request {
  std::string_view method;
  std::string_view host;  ///< as the Host header will say, with a port that is not the scheme's own
  std::string_view path;  ///< encoded already, as it will be sent
  SigV4Query query = {};
  std::vector<HttpHeader> headers = {};  ///< all that are to be signed besides Host
  std::string_view payload_sha256;       ///< in hexadecimal, or "UNSIGNED-PAYLOAD"
};

/// "a=1&b=", encoded and sorted: to be sent exactly like this.
std::string sigv4_query(const SigV4Query& query);

/// The request's headers with x-amz-date, the session token and Authorization added.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
std::vector<HttpHeader> sigv4_signed(const SigV4Identity& identity, SigV4Request request,
                                     Timestamp now);

/// The query that lets whoever has it make this request until the time has passed, a week at most.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
std::string sigv4_presigned_query(const SigV4Identity& identity, SigV4Request request,
                                  Timestamp now, std::chrono::seconds valid_for);

}  // namespace pixferry
