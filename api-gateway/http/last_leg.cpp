#include "api-gateway/http/last_leg.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace pixferry::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;
using SystemError = boost::system::error_code;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;

constexpr std::string_view kHeartbeat = ":\n\n";

/// With a stream of events it sends those and then lingers; without one it lingers at once.
class SocketLeg final : public LastLeg, public std::enable_shared_from_this<SocketLeg> {
 public:
  SocketLeg(Socket socket, Parts parts, std::shared_ptr<EventStream> events)
      : parts_(std::move(parts)),
        socket_(std::move(socket)),
        alarm_(parts_.io),
        events_(std::move(events)) {}

  void begin() {
    drop_input();
    if (!events_) return linger();
    events_->open([weak = weak_from_this(), &io = parts_.io] {
      auto self = weak.lock();
      if (self) asio::post(io, [self = std::move(self)] { self->send(); });
    });
    rest();
  }

  void end() override {
    if (has_ended_) return;
    has_ended_ = true;
    if (events_) events_->close();
    alarm_.cancel();
    SystemError ignored;
    socket_.close(ignored);
    if (const auto on_end = std::exchange(parts_.on_end, {})) on_end(sent_bytes_);
  }

 private:
  /// Its end shows that the client has gone.
  void drop_input() {
    socket_.async_read_some(asio::buffer(dropped_),
                            [self = shared_from_this()](SystemError error, std::size_t) {
                              error ? self->end() : self->drop_input();
                            });
  }

  void linger() {
    SystemError ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    wait(parts_.options.linger_timeout, &SocketLeg::end);
  }

  void rest() { wait(parts_.options.heartbeat, &SocketLeg::send_heartbeat); }

  void send_heartbeat() { write(std::string{kHeartbeat}); }

  void send() {
    if (has_ended_ || is_writing_ || is_last_) return;
    auto batch = events_->take();
    is_last_ = batch.is_last;
    if (!batch.text.empty()) return write(std::move(batch.text));
    if (is_last_) linger();
  }

  void write(std::string text) {
    is_writing_ = true;
    text_ = std::move(text);
    wait(parts_.options.write_timeout, &SocketLeg::end);
    asio::async_write(socket_, asio::buffer(text_),
                      [self = shared_from_this()](SystemError error, std::size_t bytes) {
                        self->sent_bytes_ += static_cast<std::int64_t>(bytes);
                        error ? self->end() : self->written();
                      });
  }

  void written() {
    if (has_ended_) return;
    is_writing_ = false;
    text_ = {};
    if (is_last_) return linger();
    rest();
    send();
  }

  /// One alarm at a time: a new one takes the place of the last.
  void wait(milliseconds time, void (SocketLeg::*then)()) {
    alarm_.expires_after(time);
    alarm_.async_wait([weak = weak_from_this(), then, number = ++alarm_number_](SystemError error) {
      const auto self = weak.lock();
      if (!error && self && !self->has_ended_ && self->alarm_number_ == number) {
        ((*self).*then)();
      }
    });
  }

  Parts parts_;
  Socket socket_;
  asio::steady_timer alarm_;
  std::shared_ptr<EventStream> events_;
  std::array<char, 4096> dropped_{};
  std::string text_;
  std::int64_t sent_bytes_ = 0;
  std::uint64_t alarm_number_ = 0;
  bool is_writing_ = false;
  bool is_last_ = false;
  bool has_ended_ = false;
};

std::shared_ptr<LastLeg> begin_leg(LastLeg::Parts parts, std::shared_ptr<EventStream> events) {
  Socket socket{parts.io};
  SystemError ignored;
  // Should it fail, the first read does too, and ends the connection.
  socket.assign(tcp::v4(), parts.socket, ignored);
  auto leg = std::make_shared<SocketLeg>(std::move(socket), std::move(parts), std::move(events));
  leg->begin();
  return leg;
}

}  // namespace

std::shared_ptr<LastLeg> send_events(LastLeg::Parts parts, std::shared_ptr<EventStream> events) {
  return begin_leg(std::move(parts), std::move(events));
}

std::shared_ptr<LastLeg> linger(LastLeg::Parts parts) {
  return begin_leg(std::move(parts), nullptr);
}

}  // namespace pixferry::http
