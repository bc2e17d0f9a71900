#include "tests/ssrf/canary.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace pixferry {
namespace {

constexpr int kBacklog = 128;

template <class Address>
FileDescriptor listening(Address address) {
  FileDescriptor socket{::socket(reinterpret_cast<const sockaddr&>(address).sa_family,
                                 SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (!socket || ::bind(socket.get(), generic, sizeof address) != 0 ||
      ::listen(socket.get(), kBacklog) != 0) {
    return {};
  }
  return socket;
}

FileDescriptor listening_on_ipv4(in_addr_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(host);
  address.sin_port = htons(port);
  return listening(address);
}

FileDescriptor listening_on_ipv6(std::uint16_t port) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  address.sin6_port = htons(port);
  return listening(address);
}

std::uint16_t port_of(const FileDescriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::system_error(errno, std::generic_category(), "the canary does not listen");
  }
  return ntohs(address.sin_port);
}

/// Takes whoever waits.
int accepted_by(const FileDescriptor& listener) {
  int count = 0;
  while (FileDescriptor{::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC)}) ++count;
  return count;
}

}  // namespace

Canary::Canary()
    : ipv4_(listening_on_ipv4(INADDR_LOOPBACK, 0)),
      port_(port_of(ipv4_)),
      ipv6_(listening_on_ipv6(port_)) {}

Canary::Canary(FileDescriptor listener) : ipv4_(std::move(listener)), port_(port_of(ipv4_)) {}

Canary Canary::everywhere(std::uint16_t port) {
  return Canary{listening_on_ipv4(INADDR_ANY, port)};
}

int Canary::connections() {
  connections_ += accepted_by(ipv4_);
  if (ipv6_) connections_ += accepted_by(ipv6_);
  return connections_;
}

}  // namespace pixferry
