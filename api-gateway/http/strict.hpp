#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace pixferry::http {

/// Why a request is not read any further. The connection is closed after the answer.
struct Refusal {
  int status = 400;
  std::string_view detail;  ///< one sentence, a constant
  std::string_view code = "malformed_request";
};

/// How far the header block has come.
struct HeaderScan {
  enum class State { incomplete, complete, broken };
  State state = State::incomplete;
  std::size_t end_bytes = 0;  ///< where the block ends, its empty line included, when complete
};

/// Looks for the end of the header block in what has arrived; the first `scanned` bytes were seen
/// by an earlier call. A line feed without its carriage return and a NUL are broken at once, so
/// that nobody has to wait for an end that never comes.
HeaderScan scan_header(std::string_view received, std::size_t scanned);

/// Checks a complete header block against RFC 9112 with nothing forgiven, so that no proxy before
/// us can read other requests in the same bytes than we do: both Content-Length and
/// Transfer-Encoding, two of either, another coding than chunked, folded lines, a blank before a
/// colon, control bytes, a missing, repeated or different Host, a malformed request line. Pure.
std::optional<Refusal> check_header_block(std::string_view block);

/// What is to be done with the bytes that have arrived: refuse them, take the header block that
/// ends at `end_bytes`, or, with neither, wait for more.
struct HeaderVerdict {
  std::optional<Refusal> refusal = std::nullopt;
  std::size_t end_bytes = 0;
};

/// Both of the above, and 431 for a block above `bytes_max`, whether its end has come or not.
HeaderVerdict judge_header(std::string_view received, std::size_t scanned, std::size_t bytes_max);

}  // namespace pixferry::http
