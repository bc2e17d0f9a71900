#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "api-gateway/http/event_stream.hpp"
#include "api-gateway/http/headers.hpp"
#include "api-gateway/http/stream_body.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry::http {

/// A part of a file, read as it is sent.
struct FileBody {
  FileDescriptor content;
  std::int64_t offset_bytes = 0;
  std::int64_t size_bytes = 0;
};

/// Events as they happen; the connection carries nothing else afterwards.
using EventBody = std::shared_ptr<EventStream>;

using Body = std::variant<std::string, FileBody, EventBody, StreamBody>;

/// What a handler answers. Content-Length, Connection, Date, X-Request-Id and the security headers
/// are added on the way out; a header that is set here stays as it is.
struct Response {
  int status = 200;
  Headers headers;
  Body body;
};

Response json_response(int status, std::string body);

/// What answers with events: its head, which tells caches and proxies to pass them on at once.
Response event_response(EventBody events);

/// Bytes of the body; nothing where they are not known before it is sent: of events and streams.
std::optional<std::int64_t> size_bytes(const Body& body);

/// "Not Found"
std::string_view reason_phrase(int status);

}  // namespace pixferry::http
