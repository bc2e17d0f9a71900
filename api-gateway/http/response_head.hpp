#pragma once

#include <string>
#include <string_view>

#include "api-gateway/http/response.hpp"
#include "pipeline/model/time.hpp"

namespace pixferry::http {

struct HeadTraits {
  std::string_view request_id;
  Timestamp now;
  bool keep_alive = true;
  /// A client that cannot take chunks (HTTP/1.0) gets a stream until the connection closes.
  bool takes_chunks = true;
};

/// The status line and header block of a response, with what every reply carries. A header name or
/// value with a byte that could end its line is left out.
std::string response_head(const Response& response, const HeadTraits& traits);

/// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(Timestamp time);

}  // namespace pixferry::http
