#include "bench/load_client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace pixferry::bench {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

template <class Number>
Number number_at(std::string_view text, std::size_t position, int base = 10) {
  Number number{};
  std::from_chars(text.data() + position, text.data() + text.size(), number, base);
  return number;
}

int status_of(std::string_view head) {
  return number_at<int>(head, std::string_view{"HTTP/1.1 "}.size());
}

}  // namespace

LoadClient::LoadClient(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int at_once = 1;
  ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("the server cannot be reached");
  }
}

void LoadClient::send_get(std::string_view target) {
  send(fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", target));
}

void LoadClient::send(std::string_view request) {
  if (::send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    throw std::runtime_error("the server has closed the connection");
  }
}

void LoadClient::receive() {
  std::array<char, 64 << 10> buffer;
  const auto got = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
  if (got <= 0) throw std::runtime_error("the server has closed the connection");
  received_.append(buffer.data(), static_cast<std::size_t>(got));
}

std::string LoadClient::read_head() {
  auto end = received_.find(kHeadEnd);
  for (; end == received_.npos; end = received_.find(kHeadEnd)) receive();
  auto head = received_.substr(0, end);
  received_.erase(0, end + kHeadEnd.size());
  return head;
}

LoadClient::Reply LoadClient::receive_reply() {
  const auto head = read_head();
  constexpr std::string_view length = "Content-Length: ";
  const auto position = head.find(length);
  if (position == head.npos) throw std::runtime_error("a reply has no length");
  const auto bytes = number_at<std::size_t>(head, position + length.size());
  while (received_.size() < bytes) receive();
  Reply reply{status_of(head), received_.substr(0, bytes)};
  received_.erase(0, bytes);
  return reply;
}

LoadClient::Reply LoadClient::get_reply(std::string_view target) {
  send_get(target);
  return receive_reply();
}

LoadClient::Reply LoadClient::post(std::string_view target, std::string_view json) {
  send(
      fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                  "Content-Length: {}\r\n\r\n{}",
                  target, json.size(), json));
  return receive_reply();
}

LoadClient::Streamed LoadClient::get_stream(std::string_view target) {
  send_get(target);
  Streamed streamed{.status = status_of(read_head())};
  while (!streamed.is_whole) {
    while (received_.find("\r\n") == received_.npos) receive();
    const auto bytes = number_at<std::size_t>(received_, 0, 16);
    const auto begin = received_.find("\r\n") + 2;
    while (received_.size() < begin + bytes + 2) receive();
    const std::string_view chunk{received_.data() + begin, bytes};
    streamed.bytes += static_cast<std::int64_t>(bytes);
    streamed.lines += std::ranges::count(chunk, '\n');
    streamed.is_whole = bytes == 0;
    received_.erase(0, begin + bytes + 2);
  }
  return streamed;
}

}  // namespace pixferry::bench
