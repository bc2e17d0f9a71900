#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/platform/http_client.hpp"

namespace pixferry::simulator {

/// A request as it arrived, path and query percent-decoded.
struct Request {
  std::string method;
  std::string target;  ///< path and query as they were sent
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
  std::vector<HttpHeader> headers;
  std::string body;
  bool keep_alive = true;

  /// The first query parameter of that name.
  std::optional<std::string> parameter(std::string_view name) const;
  /// The first header of that name, compared without case; empty if there is none.
  std::string_view header(std::string_view name) const;
};

/// Reads what stands before the empty line of a request, without that line. Nothing if it is no
/// HTTP/1.x request.
std::optional<Request> parse_request_head(std::string_view head);

/// %XX undone; in a query '+' is a space. Broken escapes stay as they are.
std::string percent_decoded(std::string_view text, bool plus_is_space);

}  // namespace pixferry::simulator
