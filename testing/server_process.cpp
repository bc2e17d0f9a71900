#include "testing/server_process.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace pixferry {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

FileDescriptor tcp_socket() {
  return FileDescriptor{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
}

}  // namespace

ChildProcess::Command run_as(const std::string& user, ChildProcess::Command command) {
  if (::geteuid() != 0) return command;
  command.arguments.insert(command.arguments.begin(), {"--reuid=" + user, "--regid=" + user,
                                                       "--clear-groups", "--", command.program});
  command.program = "/usr/bin/setpriv";
  return command;
}

void give_to(const std::string& user, const std::string& path) {
  if (::geteuid() != 0) return;
  const auto* const entry = ::getpwnam(user.c_str());
  if (entry == nullptr || ::chown(path.c_str(), entry->pw_uid, entry->pw_gid) != 0) {
    throw std::runtime_error("cannot give " + path + " to " + user);
  }
}

FileDescriptor connect_to(std::uint16_t port) {
  auto socket = tcp_socket();
  const auto address = loopback(port);
  const auto* const any = reinterpret_cast<const sockaddr*>(&address);
  if (::connect(socket.get(), any, sizeof address) != 0) return {};
  return socket;
}

}  // namespace pixferry
