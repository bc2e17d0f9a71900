#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// What came back, and how the exchange ended.
struct RawAnswer {
  enum class Ending {
    whole,        ///< the announced body arrived
    closed,       ///< the connection closed before that
    reset,        ///< the connection was reset before that
    unreachable,  ///< no connection could be made
  };
  Ending ending = Ending::unreachable;
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The header of that exact spelling, or empty.
  std::string header(std::string_view name) const;
};

/// An HTTP client on a bare socket to 127.0.0.1 that hides nothing: no retries, no redirects, and
/// broken answers are returned as far as they came. Keeps one connection alive. Not thread-safe.
class RawHttpClient {
 public:
  explicit RawHttpClient(std::uint16_t port) : port_(port) {}

  /// `headers` are whole lines, each ended by CRLF.
  RawAnswer get(std::string_view target, std::string_view headers = {});
  /// Sends exactly these bytes and reads one answer.
  RawAnswer exchange(std::string_view request);

 private:
  bool connect();
  RawAnswer read_answer();

  std::uint16_t port_;
  FileDescriptor socket_;
  std::string received_;
};

}  // namespace pixferry
