#include "bench/event_watchers.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace pixferry::bench {
namespace {

constexpr std::string_view kEvent = "event: ";

FileDescriptor connect_to(std::uint16_t port) {
  FileDescriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("a watcher cannot connect; is the limit of open files high enough?");
  }
  return socket;
}

int occurrences(std::string_view text) {
  int count = 0;
  for (auto at = text.find(kEvent); at != text.npos; at = text.find(kEvent, at + 1)) ++count;
  return count;
}

}  // namespace

EventWatchers::EventWatchers(std::uint16_t port, const std::string& job, int clients) {
  const auto request =
      fmt::format("GET /import/jobs/{}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", job);
  for (int i = 0; i < clients; ++i) {
    auto& client = clients_.emplace_back(connect_to(port));
    if (::send(client.socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) {
      throw std::runtime_error("the gateway does not take a request");
    }
  }
}

EventWatchers::Heard EventWatchers::listen(std::chrono::milliseconds time) {
  Heard heard;
  for (auto& client : clients_) client.events = 0;
  std::vector<pollfd> waiting;
  for (const auto& client : clients_) waiting.push_back({client.socket.get(), POLLIN, 0});
  const auto until = std::chrono::steady_clock::now() + time;
  for (auto now = std::chrono::steady_clock::now(); now < until;
       now = std::chrono::steady_clock::now()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - now);
    ::poll(waiting.data(), waiting.size(), static_cast<int>(left.count()) + 1);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].revents != 0) read(clients_[i], heard);
    }
  }
  heard.fewest = std::ranges::min_element(clients_, {}, &Client::events)->events;
  return heard;
}

void EventWatchers::read(Client& client, Heard& heard) {
  std::array<char, 16 << 10> part;
  const auto got = ::recv(client.socket.get(), part.data(), part.size(), 0);
  if (got <= 0) throw std::runtime_error("a stream of events ended");
  const auto bytes = static_cast<std::size_t>(got);
  const auto text = client.tail.append(part.data(), bytes);
  const int events = occurrences(text);
  client.tail = text.substr(text.size() - std::min(text.size(), kEvent.size() - 1));
  client.events += events;
  heard.events += events;
  heard.bytes += got;
}

}  // namespace pixferry::bench
