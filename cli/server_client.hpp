#pragma once

#include <boost/json/object.hpp>

#include <string>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// Where a server is, and what lets us in.
struct ServerAccess {
  std::string url;  ///< "http://photos.lan:8000", without a slash at its end
  Secret api_key;   ///< empty: none
};

/// A Pixferry server as its API shows it. Errors carry the code and the words of the server's own
/// answer; besides `network`, `timeout` and `stopped` where there is none.
class ServerClient {
 public:
  ServerClient(ServerAccess access, const Clock& clock, const Limits& limits);

  Result<boost::json::object> get(const Context& context, const std::string& path);
  /// With an `idempotency_key` it may be sent again after an error that leaves open what was done.
  Result<boost::json::object> post(const Context& context, const std::string& path,
                                   const boost::json::object& body,
                                   const std::string& idempotency_key = {});
  /// The body as it comes. Goes on to where the server says that it is; only the server itself is
  /// shown the key.
  Result<> fetch(const Context& context, const std::string& path, const BodySink& sink);

 private:
  Result<boost::json::object> ask(const Context& context, HttpRequest request);
  HttpRequest request_for(const std::string& path) const;

  ServerAccess access_;
  const Clock& clock_;
  const Limits& limits_;
  HttpClient http_;
};

}  // namespace pixferry
