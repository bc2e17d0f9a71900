#include "api-gateway/http/session.hpp"

#include <unistd.h>

#include "api-gateway/http/last_leg.hpp"
#include "api-gateway/http/outgoing_response.hpp"
#include "api-gateway/http/peer_address.hpp"
#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/read_error.hpp"
#include "api-gateway/http/request_id.hpp"
#include "api-gateway/http/target.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

namespace pixferry::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using SystemError = boost::system::error_code;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using Stream = beast::basic_stream<tcp, asio::io_context::executor_type>;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr std::size_t kReadBytes = 4096;
constexpr std::size_t kBodyReadBytes = 64u << 10;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

/// The session of one socket. Every method runs on the io_context's thread but answer(), during
/// which nothing else does.
class StreamSession final : public Session, public std::enable_shared_from_this<StreamSession> {
 public:
  StreamSession(asio::io_context& io, Socket socket, const SessionParts& parts,
                std::function<void()> on_end)
      : io_(io),
        parts_(parts),
        on_end_(std::move(on_end)),
        stream_(std::move(socket)),
        buffer_(parts.options.header_bytes_max + kBodyReadBytes) {}
  ~StreamSession() override { on_end_(); }

  void begin() override;
  void drain() override;
  bool is_idle() const override { return phase_ == Phase::idle; }
  void abort() override;

 private:
  enum class Phase { idle, reading, answering, leaving };

  void next_request();
  void look_for_header();
  void read_header();
  void parse_header();
  void take_head();
  void invite_body();
  void read_body();
  void hand_over();
  void answer();
  void refuse_message(SystemError error);
  void refuse(const Refusal& why);
  void write_answer();
  void write_pieces();
  void await_piece();
  void answer_written(SystemError error);
  void leave();
  void log_access(std::int64_t body_bytes) const;

  Context context() const {
    return {parts_.stop, parts_.listener.clock.steady() + parts_.options.request_timeout};
  }
  bool is_draining() const { return parts_.is_draining.load(std::memory_order_relaxed); }

  asio::io_context& io_;
  const SessionParts& parts_;
  std::function<void()> on_end_;
  Stream stream_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::atomic<Phase> phase_ = Phase::idle;
  bool keeps_alive_ = false;
  bool is_http11_ = true;
  std::size_t scanned_bytes_ = 0;
  Instant began_;
  Request request_;
  Response response_;
  OutgoingResponse outgoing_;
  std::weak_ptr<LastLeg> last_leg_;
};

void StreamSession::begin() {
  asio::post(io_, [self = shared_from_this()] {
    self->stream_.expires_after(self->parts_.options.header_timeout);
    self->read_header();
  });
}

void StreamSession::drain() {
  asio::post(io_, [self = shared_from_this()] {
    const bool is_answering = self->phase_ == Phase::reading || self->phase_ == Phase::answering;
    if (!is_answering || self->outgoing_.stream()) self->abort();
  });
}

void StreamSession::abort() {
  stream_.close();
  if (const auto leg = last_leg_.lock()) leg->end();
}

void StreamSession::next_request() {
  request_ = {};
  outgoing_ = {};
  scanned_bytes_ = 0;
  phase_ = Phase::idle;
  if (buffer_.size() > 0) return look_for_header();
  stream_.expires_after(parts_.options.idle_timeout);
  read_header();
}

void StreamSession::read_header() {
  stream_.async_read_some(buffer_.prepare(kReadBytes),
                          [self = shared_from_this()](SystemError error, std::size_t bytes) {
                            self->buffer_.commit(bytes);
                            error ? self->stream_.close() : self->look_for_header();
                          });
}

void StreamSession::look_for_header() {
  if (phase_ == Phase::idle) {
    phase_ = Phase::reading;
    began_ = parts_.listener.clock.steady();
    stream_.expires_after(parts_.options.header_timeout);
  }
  const auto verdict =
      judge_header({static_cast<const char*>(buffer_.data().data()), buffer_.size()},
                   scanned_bytes_, parts_.options.header_bytes_max);
  scanned_bytes_ = buffer_.size();
  if (verdict.refusal) return refuse(*verdict.refusal);
  verdict.end_bytes == 0 ? read_header() : parse_header();
}

void StreamSession::parse_header() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(parts_.options.header_bytes_max));
  parser_->body_limit(parts_.options.body_bytes_max);
  SystemError error;
  buffer_.consume(parser_->put(buffer_.data(), error));
  error ? refuse_message(error) : take_head();
}

void StreamSession::take_head() {
  const auto& message = parser_->get();
  request_.method = std::string{message.method_string()};
  for (const auto& field : message) {
    request_.headers.add({field.name_string().data(), field.name_string().size()},
                         {field.value().data(), field.value().size()});
  }
  request_.request_id = request_id_of(request_.headers, parts_.listener.random);
  request_.peer_address = peer_address(stream_.socket().native_handle());
  is_http11_ = message.version() == 11;
  keeps_alive_ = is_http11_ && message.keep_alive();
  auto target = parse_target({message.target().data(), message.target().size()});
  if (!target) return refuse({422, target.error().message, name(target.error().code)});
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  if (parser_->is_done()) return hand_over();
  stream_.expires_after(parts_.options.request_timeout);
  parser_->eager(true);
  invite_body();
}

void StreamSession::invite_body() {
  const bool is_awaited = request_.headers.contains("Expect") && buffer_.size() == 0;
  if (!is_awaited || !is_http11_) return read_body();
  asio::async_write(stream_, asio::buffer(kContinue),
                    [self = shared_from_this()](SystemError error, std::size_t) {
                      error ? self->stream_.close() : self->read_body();
                    });
}

void StreamSession::read_body() {
  beast::http::async_read(stream_, buffer_, *parser_,
                          [self = shared_from_this()](SystemError error, std::size_t) {
                            error ? self->refuse_message(error) : self->hand_over();
                          });
}

void StreamSession::refuse_message(SystemError error) {
  const auto refusal = refusal_of(error);
  refusal ? refuse(*refusal) : stream_.close();
}

void StreamSession::hand_over() {
  phase_ = Phase::answering;
  request_.body = std::move(parser_->get().body());
  parser_.reset();
  stream_.expires_never();
  request_.context = context();
  if (parts_.pool.submit([self = shared_from_this()] { self->answer(); })) return;
  response_ = to_response(overloaded(), request_.request_id);
  write_answer();
}

void StreamSession::answer() {
  response_ = parts_.listener.application(request_);
  asio::post(io_, [self = shared_from_this()] { self->write_answer(); });
}

void StreamSession::refuse(const Refusal& why) {
  phase_ = Phase::answering;
  keeps_alive_ = false;
  if (request_.request_id.empty()) request_.request_id = request_id_of({}, parts_.listener.random);
  response_ = to_response(plain_problem(why.status, why.code, why.detail), request_.request_id);
  write_answer();
}

void StreamSession::write_answer() {
  if (is_draining() || std::holds_alternative<EventBody>(response_.body)) keeps_alive_ = false;
  outgoing_ = {
      std::move(response_), request_.method,
      HeadTraits{request_.request_id, parts_.listener.clock.now(), keeps_alive_, is_http11_}};
  write_pieces();
}

void StreamSession::write_pieces() {
  switch (outgoing_.advance()) {
    case OutgoingResponse::State::done: return answer_written({});
    case OutgoingResponse::State::broken: return answer_written(asio::error::connection_aborted);
    case OutgoingResponse::State::waits: return await_piece();
    case OutgoingResponse::State::more: break;
  }
  const auto [first, second, third] = outgoing_.pieces();
  stream_.expires_after(parts_.options.write_timeout);
  asio::async_write(stream_,
                    std::array{asio::buffer(first), asio::buffer(second), asio::buffer(third)},
                    [self = shared_from_this()](SystemError error, std::size_t) {
                      error ? self->answer_written(error) : self->write_pieces();
                    });
}

void StreamSession::await_piece() {
  if (is_draining()) return stream_.close();
  parts_.pool.go_on([self = shared_from_this(), stream = outgoing_.stream()] {
    auto piece = next_piece(*stream, self->context());
    asio::post(self->io_, [self, piece = std::move(piece)]() mutable {
      self->outgoing_.supply(std::move(piece));
      self->write_pieces();
    });
  });
}

void StreamSession::answer_written(SystemError error) {
  if (error || !outgoing_.events()) log_access(outgoing_.body_bytes());
  if (error) return stream_.close();
  keeps_alive_ && !is_draining() ? next_request() : leave();
}

void StreamSession::leave() {
  phase_ = Phase::leaving;
  const auto events = outgoing_.events();
  LastLeg::Parts parts{io_, stream_.release_socket().release(), parts_.options, {}};
  parts.on_end = [self = shared_from_this(), events](std::int64_t bytes) {
    if (events) self->log_access(bytes);
  };
  last_leg_ = events ? send_events(std::move(parts), events) : linger(std::move(parts));
  if (is_draining() && events) abort();
}

void StreamSession::log_access(std::int64_t body_bytes) const {
  if (!parts_.listener.access_log) return;
  const auto now = parts_.listener.clock.steady();
  parts_.listener.access_log({request_.method, request_.path, outgoing_.status(), body_bytes,
                              std::chrono::floor<std::chrono::microseconds>(now - began_),
                              request_.request_id});
}

}  // namespace

std::shared_ptr<Session> Session::make(asio::io_context& io, int socket, const SessionParts& parts,
                                       std::function<void()> on_end) {
  Socket connection{io};
  SystemError error;
  connection.assign(tcp::v4(), socket, error);
  if (!error) {
    return std::make_shared<StreamSession>(io, std::move(connection), parts, std::move(on_end));
  }
  ::close(socket);
  return nullptr;
}

}  // namespace pixferry::http
