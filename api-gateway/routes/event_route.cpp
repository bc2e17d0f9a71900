#include "api-gateway/routes/event_route.hpp"

#include <charconv>

#include "api-gateway/routes/find_job.hpp"

namespace pixferry::routes {
namespace {

/// No event has it, so whoever says to have seen it has to begin anew.
constexpr std::int64_t kUnknownEvent = -1;

/// What the client has seen last; nothing for one that comes for the first time.
std::optional<std::int64_t> last_event_in(const http::Headers& headers) {
  const auto text = headers.find("Last-Event-ID").value_or("");
  if (text.empty()) return std::nullopt;
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  const bool is_number = parsed.ec == std::errc{} && parsed.ptr == end && number >= 0;
  return is_number ? number : kUnknownEvent;
}

/// Counted for as long as somebody holds it.
std::shared_ptr<http::EventStream> counted_stream(std::atomic<std::int64_t>& clients) {
  ++clients;
  return {new http::EventStream, [&clients](http::EventStream* stream) {
            delete stream;
            --clients;
          }};
}

http::Response stream(const EventParts& parts, const http::Request& request) {
  auto found = find_job(parts.journal, request);
  if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
  const auto& job = std::get<JobSnapshot>(found);
  const auto after = last_event_in(request.headers);
  // This status alone keeps an EventSource from asking again for ever.
  if (!is_active(job.state) && after == job.last_event) return {204, {}, {}};
  auto events = counted_stream(parts.metrics.sse_clients);
  if (request.method != "HEAD") parts.hub.watch(job.id, events, after);
  return http::event_response(std::move(events));
}

}  // namespace

void add_event_route(http::Router& router, const EventParts& parts) {
  router.add({"GET", "/import/jobs/{job_id}/events",
              [parts](const http::Request& request) { return stream(parts, request); },
              http::Access::keyed});
}

}  // namespace pixferry::routes
