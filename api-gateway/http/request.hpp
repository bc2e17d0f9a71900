#pragma once

#include <string>

#include "api-gateway/http/headers.hpp"
#include "api-gateway/http/parameters.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry::http {

/// One request, read whole and found to be well-formed.
struct Request {
  std::string method;  ///< as sent: "GET"
  std::string path;    ///< as sent, still percent-encoded, without the query
  std::string route;   ///< the pattern that the path fits, once it is known
  Parameters path_parameters;
  Parameters query;  ///< no name twice
  Headers headers;
  std::string body;
  std::string request_id;
  std::string peer_address;  ///< of the other end of the connection; empty if it cannot be told
  Context context;           ///< ends with the server, or when the answer would come too late
};

}  // namespace pixferry::http
