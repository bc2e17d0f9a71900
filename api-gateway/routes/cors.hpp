#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api-gateway/http/listener.hpp"

namespace pixferry::routes {

/// Lets pages of the listed origins, spelt exactly, use the API from a browser; no credentials but
/// the API key are ever taken. Writing requests that a browser marks as coming from any other site
/// are refused.
class Cors {
 public:
  explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  /// Answers what is CORS's own, else what `next` answers, with the headers browsers ask for.
  http::Response around(http::Request& request, const http::Application& next) const;

 private:
  bool allows(std::string_view origin) const;

  std::vector<std::string> origins_;
};

}  // namespace pixferry::routes
