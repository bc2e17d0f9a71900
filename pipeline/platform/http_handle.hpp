#pragma once

#include "pipeline/platform/http_transfer.hpp"

namespace pixferry {

/// One libcurl easy handle and the connections it keeps open. For one thread at a time.
class HttpHandle {
 public:
  explicit HttpHandle(const Limits& limits);
  ~HttpHandle();
  HttpHandle(const HttpHandle&) = delete;
  HttpHandle& operator=(const HttpHandle&) = delete;

  /// Redirects are answers like any other here.
  Result<HttpAnswer> perform(const HttpExchange& exchange);

 private:
  void set_rules(const HttpExchange& exchange);
  void set_request(const HttpExchange& exchange);
  Error error_of(int code, const HttpExchange& exchange, bool was_refused) const;

  const Limits limits_;
  void* const easy_;
};

}  // namespace pixferry
