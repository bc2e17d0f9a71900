#include "simulator/http/connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <cerrno>
#include <charconv>

#include "simulator/http/response_writer.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::size_t kHeadBytesMax = 32u << 10;
constexpr std::size_t kReadBytes = 16u << 10;
constexpr timeval kIdle{.tv_sec = 60, .tv_usec = 0};

/// Cuts a stream of bytes into requests.
class RequestReader {
 public:
  RequestReader(int socket, std::size_t body_bytes_max)
      : socket_(socket), body_bytes_max_(body_bytes_max) {}

  /// Nothing when the connection is at its end or speaks no HTTP we take.
  std::optional<Request> next() {
    const auto head_size = read_head();
    if (!head_size) return std::nullopt;
    auto request = parse_request_head(std::string_view{buffer_}.substr(0, *head_size));
    if (!request) return std::nullopt;
    buffer_.erase(0, *head_size + 4);
    if (!read_body(*request)) return std::nullopt;
    return request;
  }

 private:
  std::optional<std::size_t> read_head() {
    std::size_t searched = 0;
    while (true) {
      const auto end = buffer_.find("\r\n\r\n", searched);
      if (end != std::string::npos) return end;
      if (buffer_.size() > kHeadBytesMax) return std::nullopt;
      searched = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
      if (!read_more()) return std::nullopt;
    }
  }

  bool read_body(Request& request) {
    if (!request.header("Transfer-Encoding").empty()) return false;
    const auto declared = request.header("Content-Length");
    std::size_t size = 0;
    if (!declared.empty()) {
      const auto* end = declared.data() + declared.size();
      const auto [stopped, error] = std::from_chars(declared.data(), end, size);
      if (error != std::errc{} || stopped != end || size > body_bytes_max_) return false;
    }
    while (buffer_.size() < size) {
      if (!read_more()) return false;
    }
    request.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return true;
  }

  bool read_more() {
    const auto had = buffer_.size();
    buffer_.resize(had + kReadBytes);
    ssize_t received = 0;
    do {
      received = ::recv(socket_, buffer_.data() + had, kReadBytes, 0);
    } while (received < 0 && errno == EINTR);
    buffer_.resize(had + static_cast<std::size_t>(received > 0 ? received : 0));
    return received > 0;
  }

  int socket_;
  std::size_t body_bytes_max_;
  std::string buffer_;
};

}  // namespace

void serve_connection(int socket, const Service& service, std::stop_token stop) {
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &kIdle, sizeof kIdle);
  RequestReader reader{socket, service.body_bytes_max};
  while (!stop.stop_requested()) {
    const auto request = reader.next();
    if (!request) return;
    const auto response = service.answer(*request, stop);
    if (!write_response(socket, response, request->keep_alive, stop)) return;
    if (response.delivery.when_sent) response.delivery.when_sent();
    if (!request->keep_alive) return;
  }
}

}  // namespace pixferry::simulator
