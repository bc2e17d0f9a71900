#include "testing/raw_connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace pixferry {
namespace {

constexpr int kWaitMilliseconds = 10'000;

std::size_t promised_bytes(std::string_view head) {
  const auto text = header_of(head, "Content-Length");
  std::size_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

}  // namespace

RawConnection::RawConnection(std::uint16_t port, const std::function<void()>& before_connect)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (before_connect) before_connect();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string RawConnection::read_reply(bool has_body) {
  std::size_t head_end = received_.npos;
  while ((head_end = received_.find("\r\n\r\n")) == received_.npos) {
    if (!receive()) return std::exchange(received_, {});
  }
  head_end += 4;
  const auto end = head_end + (has_body ? promised_bytes(received_.substr(0, head_end)) : 0);
  while (received_.size() < end) {
    if (!receive()) return std::exchange(received_, {});
  }
  auto reply = received_.substr(0, end);
  received_.erase(0, end);
  return reply;
}

std::string RawConnection::read_through(std::string_view mark) {
  std::size_t found = received_.npos;
  while ((found = received_.find(mark)) == received_.npos) {
    if (!receive()) return std::exchange(received_, {});
  }
  auto text = received_.substr(0, found + mark.size());
  received_.erase(0, text.size());
  return text;
}

std::string RawConnection::read_to_end() {
  while (receive()) {
  }
  return std::exchange(received_, {});
}

bool RawConnection::hears_something_within(int milliseconds) {
  pollfd wait{socket_.get(), POLLIN, 0};
  return !received_.empty() || ::poll(&wait, 1, milliseconds) > 0;
}

bool RawConnection::receive() {
  pollfd wait{socket_.get(), POLLIN, 0};
  if (is_closed_ || ::poll(&wait, 1, kWaitMilliseconds) <= 0) return false;
  std::array<char, 16384> part{};
  const auto got = ::recv(socket_.get(), part.data(), part.size(), 0);
  if (got <= 0) {
    is_closed_ = true;
    return false;
  }
  received_.append(part.data(), static_cast<std::size_t>(got));
  return true;
}

int status_of(std::string_view reply) {
  int status = 0;
  if (reply.starts_with("HTTP/1.1 ")) std::from_chars(reply.data() + 9, reply.data() + 12, status);
  return status;
}

std::string_view body_of(std::string_view reply) {
  const auto end = reply.find("\r\n\r\n");
  return end == reply.npos ? std::string_view{} : reply.substr(end + 4);
}

std::string_view header_of(std::string_view reply, std::string_view name) {
  const auto field = "\r\n" + std::string{name} + ": ";
  const auto start = reply.substr(0, reply.find("\r\n\r\n") + 2).find(field);
  if (start == reply.npos) return {};
  const auto value = reply.substr(start + field.size());
  return value.substr(0, value.find("\r\n"));
}

}  // namespace pixferry
