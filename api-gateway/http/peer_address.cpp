#include "api-gateway/http/peer_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace pixferry::http {

std::string peer_address(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  int family = address.ss_family;
  if (family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  if (family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    const bool is_mapped = IN6_IS_ADDR_V4MAPPED(&v6);
    bytes = is_mapped ? &v6.s6_addr[12] : v6.s6_addr;
    if (is_mapped) family = AF_INET;
  }
  if (bytes == nullptr) return {};
  const char* written = ::inet_ntop(family, bytes, text.data(), text.size());
  return written == nullptr ? std::string{} : std::string{written};
}

}  // namespace pixferry::http
