#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api-gateway/http/request.hpp"
#include "api-gateway/http/response.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry::http {

/// Where to listen and what clients may take of us.
struct ListenerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free one
  int socket_threads = 2;
  int request_threads = 16;
  std::size_t waiting_requests_max = 1024;  ///< above it: 503

  std::size_t header_bytes_max = 16u << 10;
  std::size_t body_bytes_max = 16u << 10;
  std::size_t connections_max = 4096;

  std::chrono::milliseconds header_timeout{10'000};   ///< from its first byte to its last
  std::chrono::milliseconds request_timeout{30'000};  ///< for the body, and then for the answer
  std::chrono::milliseconds write_timeout{30'000};    ///< for each part that is written
  std::chrono::milliseconds idle_timeout{60'000};     ///< between two requests
  std::chrono::milliseconds linger_timeout{2'000};    ///< for what still arrives after a refusal
  std::chrono::milliseconds heartbeat{15'000};        ///< of events, where there are none
  std::chrono::milliseconds accept_pause{100};        ///< when the process has no descriptor left

  static ListenerOptions from(const Limits& limits);
};

/// Answers one request; called on several threads at once, never on one that serves sockets.
using Application = std::function<Response(Request&)>;

/// What an access log says of one request.
struct AccessRecord {
  std::string method;  ///< empty where the request could not be read
  std::string path;
  int status = 0;
  std::int64_t body_bytes = 0;
  std::chrono::microseconds duration{0};
  std::string request_id;
};

using AccessLog = std::function<void(const AccessRecord&)>;

struct ListenerParts {
  Application application;
  const Clock& clock;
  Random& random;
  AccessLog access_log = {};  ///< called on a socket thread: must not wait
};

/// An HTTP/1.1 server. Sockets are served by a few threads, requests are answered on others.
class Listener {
 public:
  /// Error: `invalid_configuration` for an address that cannot be listened on.
  static Result<std::unique_ptr<Listener>> start(const ListenerOptions& options,
                                                 ListenerParts parts);
  virtual ~Listener() = default;

  /// The port that is really listened on.
  virtual std::uint16_t port() const = 0;

  /// Accepts nothing more, closes what is idle, lets requests that have begun finish with
  /// `Connection: close`, cuts streams, which have no end in sight; after `grace` the rest is cut off. Returns when all threads have ended.
  /// Calling it again does nothing; the destructor calls it with no grace.
  virtual void stop(std::chrono::milliseconds grace) = 0;
};

}  // namespace pixferry::http
