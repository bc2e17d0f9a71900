#include "testing/fault_proxy.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <optional>
#include <utility>

#include "testing/server_process.hpp"

namespace pixferry {
namespace {

/// What has come; nothing once the other side has gone.
std::optional<std::string> received(int socket) {
  std::array<char, 65536> part;
  const auto got = ::recv(socket, part.data(), part.size(), 0);
  if (got <= 0) return std::nullopt;
  return std::string{part.data(), static_cast<std::size_t>(got)};
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

FaultProxy::FaultProxy(std::uint16_t server_port)
    : server_port_(server_port), server_([this](LoopbackConnection& client) { relay(client); }) {}

void FaultProxy::arm(const std::string& bytes, Cut cut) {
  const std::lock_guard lock{mutex_};
  trigger_ = bytes;
  armed_ = cut;
}

FaultProxy::Cut FaultProxy::cut(std::string& bytes) {
  const std::lock_guard lock{mutex_};
  const auto found = armed_ == Cut::none ? std::string::npos : bytes.find(trigger_);
  if (found == std::string::npos) return Cut::none;
  if (armed_ == Cut::frozen) bytes.resize(found + trigger_.size());
  return std::exchange(armed_, Cut::none);
}

void FaultProxy::relay(LoopbackConnection& client) {
  const int number = ++opened_;
  const auto server = connect_to(server_port_);
  bool is_frozen = false;
  while (server) {
    std::array<pollfd, 2> ends{pollfd{client.descriptor(), POLLIN, 0},
                               pollfd{server.get(), POLLIN, 0}};
    ::poll(ends.data(), ends.size(), -1);
    const bool is_from_client = ends[0].revents != 0;
    auto bytes = received(is_from_client ? client.descriptor() : server.get());
    if (!bytes) return;
    if (is_frozen || number <= silent_up_to_) continue;
    if (!is_from_client) {
      client.send(*bytes);
      continue;
    }
    const auto cut = this->cut(*bytes);
    if (cut == Cut::before) return;
    send_all(server.get(), *bytes);
    is_frozen = cut == Cut::frozen;
    if (cut != Cut::after) continue;
    (void)received(server.get());
    return;
  }
}

}  // namespace pixferry
