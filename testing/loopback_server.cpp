#include "testing/loopback_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace pixferry {

namespace {

constexpr std::string_view kEndOfHeaders = "\r\n\r\n";

/// Takes the front of `text` up to the separator, and the separator, away.
std::string_view take_until(std::string_view& text, std::string_view separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view front = text.substr(0, end);
  text.remove_prefix(std::min(end + separator.size(), text.size()));
  return front;
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

LoopbackRequest parse_request(std::string_view text) {
  LoopbackRequest request;
  request.method = take_until(text, " ");
  request.target = take_until(text, " ");
  take_until(text, "\r\n");
  while (!text.empty()) {
    std::string_view line = take_until(text, "\r\n");
    const std::string_view name = take_until(line, ":");
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    request.headers[lower_case(name)] = line;
  }
  return request;
}

FileDescriptor listen_on_loopback() {
  FileDescriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(socket.get(), SOMAXCONN) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot listen on 127.0.0.1");
  }
  return socket;
}

std::uint16_t port_of(const FileDescriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot read the port");
  }
  return ntohs(address.sin_port);
}

}  // namespace

LoopbackConnection::LoopbackConnection(FileDescriptor socket, Record record)
    : socket_(std::move(socket)), record_(std::move(record)) {
  const int on = 1;
  ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool LoopbackConnection::read_more() {
  std::array<char, 16384> chunk;
  const ssize_t got = ::recv(socket_.get(), chunk.data(), chunk.size(), 0);
  if (got <= 0) return false;
  unread_.append(chunk.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<LoopbackRequest> LoopbackConnection::receive() {
  std::size_t end = 0;
  while ((end = unread_.find(kEndOfHeaders)) == std::string::npos) {
    if (!read_more()) return std::nullopt;
  }
  LoopbackRequest request = parse_request(std::string_view{unread_}.substr(0, end));
  unread_.erase(0, end + kEndOfHeaders.size());
  const auto length = request.headers.find("content-length");
  const std::size_t bytes = length == request.headers.end() ? 0 : std::stoul(length->second);
  while (unread_.size() < bytes) {
    if (!read_more()) return std::nullopt;
  }
  request.body = unread_.substr(0, bytes);
  unread_.erase(0, bytes);
  record_(request);
  return request;
}

void LoopbackConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void LoopbackConnection::wait_for_hang_up() {
  while (read_more()) unread_.clear();
}

void LoopbackConnection::shut_down() {
  ::shutdown(socket_.get(), SHUT_RDWR);
}

LoopbackServer::LoopbackServer(Script script)
    : script_(std::move(script)), listener_(listen_on_loopback()), port_(port_of(listener_)) {
  acceptor_ = std::jthread([this] { accept_connections(); });
}

LoopbackServer::~LoopbackServer() {
  ::shutdown(listener_.get(), SHUT_RDWR);
  acceptor_.join();
  for (const auto& connection : connections_) connection->shut_down();
  scripts_.clear();
}

LoopbackServer::Script LoopbackServer::answering(Respond respond) {
  return [respond = std::move(respond)](LoopbackConnection& connection) {
    while (const auto request = connection.receive()) connection.send(respond(*request));
  };
}

void LoopbackServer::accept_connections() {
  for (;;) {
    FileDescriptor socket{::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
    if (!socket) return;
    const auto record = [this](const LoopbackRequest& request) {
      const std::lock_guard lock{mutex_};
      requests_.push_back(request);
    };
    const std::shared_ptr<LoopbackConnection> connection{
        new LoopbackConnection(std::move(socket), record)};
    const std::lock_guard lock{mutex_};
    connections_.push_back(connection);
    scripts_.emplace_back([this, connection] {
      script_(*connection);
      connection->shut_down();
    });
  }
}

int LoopbackServer::connections() const {
  const std::lock_guard lock{mutex_};
  return static_cast<int>(connections_.size());
}

std::vector<LoopbackRequest> LoopbackServer::requests() const {
  const std::lock_guard lock{mutex_};
  return requests_;
}

LoopbackServer::Script always(const std::string& answer) {
  return LoopbackServer::answering([answer](const LoopbackRequest&) { return answer; });
}

std::string loopback_answer(int status, std::string_view body,
                            const std::vector<std::pair<std::string, std::string>>& headers) {
  std::string answer = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
  for (const auto& [name, value] : headers) answer.append(name + ": " + value + "\r\n");
  const bool has_body = status >= 200 && status != 204 && status != 304;
  if (has_body) answer += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  answer += "\r\n";
  if (has_body) answer += body;
  return answer;
}

}  // namespace pixferry
