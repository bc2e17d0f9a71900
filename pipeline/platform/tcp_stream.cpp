#include "pipeline/platform/tcp_stream.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace pixferry {
namespace {

constexpr int kKeepAliveAfterSeconds = 30;
constexpr int kKeepAliveEachSeconds = 10;
constexpr int kKeepAliveProbesMax = 3;

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { ::freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Error failed(int error) {
  return {ErrorCode::network, std::generic_category().message(error)};
}

Error gone() {
  return {ErrorCode::network, "the other side closed the connection"};
}

void set_option(int socket, int level, int name, int value) {
  // Without them the connection is slower to answer or to notice a loss, and works.
  (void)::setsockopt(socket, level, name, &value, sizeof value);
}

Result<Addresses> addresses_of(const std::string& host, std::uint16_t port) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
  if (error == 0) return Addresses{found};
  return Error{ErrorCode::network,
               fmt::format("the host name cannot be resolved ({})", ::gai_strerror(error))};
}

/// An equal share of the time that is left, for an address that may swallow all packets.
Instant share_of_time(const Context& context, Instant now, int addresses_left) {
  if (context.deadline == Instant::max()) return context.deadline;
  return now + (context.deadline - now) / addresses_left;
}

}  // namespace

TcpStream::TcpStream(FileDescriptor socket, const Clock& clock)
    : socket_(std::move(socket)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), clock_(clock) {
  set_option(socket_.get(), IPPROTO_TCP, TCP_NODELAY, 1);
  set_option(socket_.get(), SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(socket_.get(), IPPROTO_TCP, TCP_KEEPIDLE, kKeepAliveAfterSeconds);
  set_option(socket_.get(), IPPROTO_TCP, TCP_KEEPINTVL, kKeepAliveEachSeconds);
  set_option(socket_.get(), IPPROTO_TCP, TCP_KEEPCNT, kKeepAliveProbesMax);
}

Result<std::unique_ptr<TcpStream>> TcpStream::connect(const Context& context,
                                                      const std::string& host, std::uint16_t port,
                                                      const Clock& clock) {
  const auto addresses = addresses_of(host, port);
  if (!addresses) return addresses.error();
  int left = 0;
  for (const auto* one = addresses->get(); one != nullptr; one = one->ai_next) ++left;
  Error last{ErrorCode::network, "the host has no address"};
  for (const auto* one = addresses->get(); one != nullptr; one = one->ai_next, --left) {
    auto connected =
        connect(context.until(share_of_time(context, clock.steady(), left)), *one, clock);
    if (connected || context.is_stopped()) return connected;
    last = connected.error();
  }
  return last;
}

Result<std::unique_ptr<TcpStream>> TcpStream::connect(const Context& context,
                                                      const addrinfo& address, const Clock& clock) {
  FileDescriptor socket{
      ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP)};
  if (!socket) return failed(errno);
  std::unique_ptr<TcpStream> stream{new TcpStream{std::move(socket), clock}};
  const int descriptor = stream->socket_.get();
  if (::connect(descriptor, address.ai_addr, address.ai_addrlen) == 0) return stream;
  if (errno != EINPROGRESS) return failed(errno);
  if (auto waited = stream->wait_for(context, POLLOUT); !waited) return waited.error();
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return failed(error);
  return stream;
}

Result<> TcpStream::wait_for(const Context& context, short events) {
  const std::stop_callback wake{context.stop, [this] { ::eventfd_write(wake_.get(), 1); }};
  constexpr Instant::duration kLongestWait = std::chrono::hours{1};
  while (true) {
    if (context.is_stopped()) return Error{ErrorCode::stopped, "the call was stopped"};
    const auto now = clock_.steady();
    if (now >= context.deadline) return Error{ErrorCode::timeout, "no answer came in time"};
    const auto wait = std::min(context.deadline - now, kLongestWait);
    std::array<pollfd, 2> waiting{pollfd{.fd = socket_.get(), .events = events, .revents = 0},
                                  pollfd{.fd = wake_.get(), .events = POLLIN, .revents = 0}};
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(wait).count();
    const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(milliseconds));
    if (ready < 0 && errno != EINTR) return failed(errno);
    if (waiting[0].revents != 0) return {};
  }
}

Result<> TcpStream::send(const Context& context, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (auto waited = wait_for(context, POLLOUT); !waited) return waited.error();
    } else if (errno != EINTR) {
      return errno == EPIPE ? gone() : failed(errno);
    }
  }
  return {};
}

Result<std::size_t> TcpStream::receive(const Context& context, std::span<char> into) {
  while (true) {
    const auto count = ::recv(socket_.get(), into.data(), into.size(), 0);
    if (count > 0) return static_cast<std::size_t>(count);
    if (count == 0) return gone();
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (auto waited = wait_for(context, POLLIN); !waited) return waited.error();
    } else if (errno != EINTR) {
      return failed(errno);
    }
  }
}

}  // namespace pixferry
