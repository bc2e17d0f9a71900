#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry::bench {

/// Many clients that follow the events of one job, all in the thread of whoever listens.
class EventWatchers {
 public:
  /// Connects them to a gateway on 127.0.0.1. Throws std::runtime_error where that fails.
  EventWatchers(std::uint16_t port, const std::string& job, int clients);

  struct Heard {
    std::int64_t events = 0;  ///< of all clients together
    std::int64_t bytes = 0;
    int fewest = 0;  ///< events of the client that heard the fewest
  };
  /// Reads what comes in that time. Throws where a connection ends.
  Heard listen(std::chrono::milliseconds time);

 private:
  struct Client {
    FileDescriptor socket;
    int events = 0;
    std::string tail;  ///< the beginning of an event's name, cut by the end of what was read
  };
  void read(Client& client, Heard& heard);

  std::vector<Client> clients_;
};

}  // namespace pixferry::bench
