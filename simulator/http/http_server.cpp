#include "simulator/http/http_server.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "simulator/http/response_writer.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::chrono::milliseconds kAcceptAgain{10};

Error cannot_listen(const HttpServerOptions& options, std::string_view why) {
  return {ErrorCode::invalid_configuration,
          fmt::format("The simulator cannot listen on {} port {}: {}. Choose another address, or "
                      "port 0 for any free one.",
                      options.host, options.port, why)};
}

Result<FileDescriptor> listen_on(const HttpServerOptions& options) {
  addrinfo wanted{};
  wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int failure =
      ::getaddrinfo(options.host.c_str(), std::to_string(options.port).c_str(), &wanted, &found);
  if (failure != 0) return cannot_listen(options, ::gai_strerror(failure));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> address{found, &::freeaddrinfo};

  FileDescriptor listener{::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  const int on = 1;
  ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(listener.get(), address->ai_addr, address->ai_addrlen) != 0 ||
      ::listen(listener.get(), SOMAXCONN) != 0) {
    return cannot_listen(options, std::strerror(errno));
  }
  return listener;
}

std::uint16_t bound_port(const FileDescriptor& listener) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size);
  if (address.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
  }
  return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerOptions& options,
                                                      Answer answer) {
  auto listener = listen_on(options);
  if (!listener) return listener.error();
  std::unique_ptr<HttpServer> server{
      new HttpServer{std::move(*listener), options, std::move(answer)}};
  server->acceptor_ = std::thread{[raw = server.get()] { raw->accept_connections(); }};
  return server;
}

HttpServer::HttpServer(FileDescriptor listener, const HttpServerOptions& options, Answer answer)
    : listener_(std::move(listener)),
      port_(bound_port(listener_)),
      connections_max_(options.connections_max),
      service_{std::move(answer), options.body_bytes_max} {}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::stop() {
  stop_.request_stop();
  // Shutting a listening socket down wakes accept() on Linux.
  ::shutdown(listener_.get(), SHUT_RDWR);
  if (acceptor_.joinable()) acceptor_.join();
  {
    const std::lock_guard lock{mutex_};
    for (const auto& connection : connections_) ::shutdown(connection.socket.get(), SHUT_RDWR);
  }
  for (auto& connection : connections_) connection.thread.join();
  connections_.clear();
}

void HttpServer::accept_connections() {
  while (wait_for_room()) {
    FileDescriptor socket{::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
    join_ended();
    // Out of descriptors: some connection must end before another try makes sense.
    if (!socket) pause(kAcceptAgain, stop_.get_token());
    if (socket && !stop_.stop_requested()) open_connection(std::move(socket));
  }
}

bool HttpServer::wait_for_room() {
  std::unique_lock lock{mutex_};
  ended_.wait(lock, stop_.get_token(), [&] { return open_count_ < connections_max_; });
  return !stop_.stop_requested();
}

void HttpServer::open_connection(FileDescriptor socket) {
  ++accepted_;
  const std::lock_guard lock{mutex_};
  ++open_count_;
  auto& connection = connections_.emplace_back();
  connection.socket = std::move(socket);
  connection.thread = std::thread{[this, &connection] {
    serve_connection(connection.socket.get(), service_, stop_.get_token());
    const std::lock_guard ending{mutex_};
    connection.socket = FileDescriptor{};
    connection.is_over = true;
    --open_count_;
    ended_.notify_all();
  }};
}

void HttpServer::join_ended() {
  std::list<Connection> over;
  {
    const std::lock_guard lock{mutex_};
    for (auto it = connections_.begin(); it != connections_.end();) {
      const auto next = std::next(it);
      if (it->is_over) over.splice(over.end(), connections_, it);
      it = next;
    }
  }
  for (auto& connection : over) connection.thread.join();
}

}  // namespace pixferry::simulator
