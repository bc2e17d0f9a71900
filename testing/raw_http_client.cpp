#include "testing/raw_http_client.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace pixferry {
namespace {

/// Reads what is before the empty line into the answer.
void read_head(std::string_view head, RawAnswer& answer) {
  answer.status = std::stoi(std::string{head.substr(9, 3)});
  auto line_end = head.find("\r\n");
  while (line_end != std::string_view::npos) {
    head.remove_prefix(line_end + 2);
    line_end = head.find("\r\n");
    const auto line = head.substr(0, line_end);
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
}

}  // namespace

std::string RawAnswer::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string{} : found->second;
}

RawAnswer RawHttpClient::get(std::string_view target, std::string_view headers) {
  std::string request = "GET ";
  request.append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
  return exchange(request.append(headers).append("\r\n"));
}

RawAnswer RawHttpClient::exchange(std::string_view request) {
  if (!socket_ && !connect()) return {};
  while (!request.empty()) {
    const auto sent = ::send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL);
    if (sent < 0) break;
    request.remove_prefix(static_cast<std::size_t>(sent));
  }
  auto answer = read_answer();
  if (answer.ending != RawAnswer::Ending::whole || answer.header("Connection") == "close") {
    socket_ = FileDescriptor{};
    received_.clear();
  }
  return answer;
}

bool RawHttpClient::connect() {
  socket_ = FileDescriptor{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    return true;
  }
  socket_ = FileDescriptor{};
  return false;
}

RawAnswer RawHttpClient::read_answer() {
  RawAnswer answer;
  std::optional<std::size_t> body_size;
  std::array<char, 64 << 10> chunk;
  while (true) {
    if (const auto end = received_.find("\r\n\r\n"); !body_size && end != std::string::npos) {
      read_head(std::string_view{received_}.substr(0, end), answer);
      body_size = std::stoul(answer.header("Content-Length"));
      received_.erase(0, end + 4);
    }
    if (body_size && received_.size() >= *body_size) {
      answer.ending = RawAnswer::Ending::whole;
      answer.body = received_.substr(0, *body_size);
      received_.erase(0, *body_size);
      return answer;
    }
    const auto count = ::recv(socket_.get(), chunk.data(), chunk.size(), 0);
    if (count <= 0) {
      answer.ending = count == 0 ? RawAnswer::Ending::closed : RawAnswer::Ending::reset;
      answer.body = std::move(received_);
      return answer;
    }
    received_.append(chunk.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace pixferry
