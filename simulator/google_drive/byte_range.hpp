#pragma once

#include <cstdint>
#include <string_view>

namespace pixferry::simulator {

/// What a Range header asks of a body (RFC 9110, 14.1.2).
struct ByteRange {
  enum class Kind { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

/// One range of bytes is served; what cannot be read, and several ranges, mean the whole.
ByteRange requested_range(std::string_view header, std::uint64_t size_bytes);

}  // namespace pixferry::simulator
