#include "api-gateway/http/read_error.hpp"

#include <boost/beast/http/error.hpp>

namespace pixferry::http {

namespace beast = boost::beast;

std::optional<Refusal> refusal_of(const boost::system::error_code& error) {
  const bool is_of_http = error.category() == beast::http::make_error_code({}).category();
  if (!is_of_http || error == beast::http::error::partial_message) return std::nullopt;
  if (error == beast::http::error::body_limit) {
    return Refusal{413, "The body of the request is too large.", "too_large"};
  }
  return Refusal{400, "The header or a chunk of the body is malformed."};
}

}  // namespace pixferry::http
