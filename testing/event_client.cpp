#include "testing/event_client.hpp"

namespace pixferry {
namespace {

/// Cuts the first line off.
std::string_view next_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(line.size() + 1);
  return line;
}

}  // namespace

EventClient::EventClient(std::uint16_t port, const std::string& job,
                         const std::string& last_event_id, const std::string& fields)
    : connection_(port) {
  const auto last = last_event_id.empty() ? "" : "Last-Event-ID: " + last_event_id + "\r\n";
  connection_.send("GET /import/jobs/" + job + "/events HTTP/1.1\r\nHost: localhost\r\n" + last +
                   fields + "\r\n");
}

const std::string& EventClient::head() {
  if (head_.empty()) head_ = connection_.read_through("\r\n\r\n");
  return head_;
}

std::optional<ServerEvent> EventClient::next() {
  if (status_of(head()) != 200) return std::nullopt;
  while (true) {
    const auto block = connection_.read_through("\n\n");
    if (!block.ends_with("\n\n")) return std::nullopt;
    ServerEvent event;
    for (std::string_view rest = block; !rest.empty();) {
      const auto line = next_line(rest);
      if (line.starts_with("event: ")) event.type = line.substr(7);
      if (line.starts_with("id: ")) event.id = line.substr(4);
      if (line.starts_with("data: ")) event.data = line.substr(6);
    }
    if (!event.type.empty()) return event;
  }
}

std::optional<ServerEvent> EventClient::next(std::string_view type) {
  auto event = next();
  while (event && event->type != type) event = next();
  return event;
}

}  // namespace pixferry
