#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "testing/raw_connection.hpp"

namespace pixferry {

/// One event as a client of server-sent events understands it.
struct ServerEvent {
  std::string type;
  std::string id;  ///< empty where the event has none
  std::string data;
};

/// A client of one job's events, which reads them one at a time.
class EventClient {
 public:
  /// Connects and asks; `fields` are further header fields, each with its line end.
  EventClient(std::uint16_t port, const std::string& job, const std::string& last_event_id = {},
              const std::string& fields = {});

  /// The head of the reply; read once.
  const std::string& head();
  /// The next event, comments left out; nothing when the other side has closed.
  std::optional<ServerEvent> next();
  /// The first event of that type, which ends the test's patience where it does not come.
  std::optional<ServerEvent> next(std::string_view type);
  void hang_up() { connection_.hang_up(); }
  bool is_closed() const { return connection_.is_closed(); }

 private:
  RawConnection connection_;
  std::string head_;
};

}  // namespace pixferry
