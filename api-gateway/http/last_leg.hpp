#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "api-gateway/http/event_stream.hpp"
#include "api-gateway/http/listener.hpp"

namespace boost::asio {
class io_context;
}

namespace pixferry::http {

/// What a connection does when it takes no more requests. It keeps itself alive until its socket is
/// closed, and belongs to the thread that runs the io_context.
class LastLeg {
 public:
  struct Parts {
    boost::asio::io_context& io;
    int socket;  ///< connected; taken over
    const ListenerOptions& options;
    /// Called once at the end, with the bytes that were sent.
    std::function<void(std::int64_t)> on_end;
  };

  virtual ~LastLeg() = default;
  /// Closes at once. On the thread of the io_context, or when that has ended.
  virtual void end() = 0;
};

/// Sends events until their stream has ended or the client has gone. Where there is nothing to say
/// it sends comments, which keep proxies from closing the connection. A client that takes nothing
/// for the write timeout is cut off.
std::shared_ptr<LastLeg> send_events(LastLeg::Parts parts, std::shared_ptr<EventStream> events);

/// Says that nothing more comes, and waits for the client to say the same. Closing with unread
/// input would reset the connection and may take the answer away from the client (RFC 9112 §9.6),
/// so what it still sends is read and dropped for a while.
std::shared_ptr<LastLeg> linger(LastLeg::Parts parts);

}  // namespace pixferry::http
