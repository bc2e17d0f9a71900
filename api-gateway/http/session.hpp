#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>

#include "api-gateway/http/listener.hpp"
#include "api-gateway/http/request_pool.hpp"

namespace boost::asio {
class io_context;
}

namespace pixferry::http {

/// What all connections of a listener share.
struct SessionParts {
  const ListenerOptions& options;
  const ListenerParts& listener;
  RequestPool& pool;
  std::stop_token stop;
  const std::atomic<bool>& is_draining;
};

/// One connection: reads a request, has it answered, writes the answer, again. It keeps itself
/// alive until its socket is closed, and belongs to the one thread that runs its io_context.
class Session {
 public:
  /// Takes over a connected socket. `on_end` is called once, on any thread, when the session is
  /// gone. Nothing, and the socket closed, if it cannot be watched.
  static std::shared_ptr<Session> make(boost::asio::io_context& io, int socket,
                                       const SessionParts& parts, std::function<void()> on_end);
  virtual ~Session() = default;

  /// Begins to read. Any thread.
  virtual void begin() = 0;
  /// Closes at once if no request has begun. Any thread.
  virtual void drain() = 0;
  /// Whether it waits for a request of which no byte has come. Any thread.
  virtual bool is_idle() const = 0;
  /// Closes whatever is going on; only once the thread of the io_context has ended.
  virtual void abort() = 0;
};

}  // namespace pixferry::http
