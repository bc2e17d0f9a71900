#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pixferry::routes {

/// Which bytes of a representation a client asked for.
struct ByteRange {
  enum class Kind { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  std::int64_t first = 0;
  std::int64_t size_bytes = 0;
};

/// Reads a Range header (RFC 9110 §14.2) for `total_bytes`. Another unit, and several ranges at
/// once, give the whole; what cannot be read or lies outside is unsatisfiable.
ByteRange byte_range(std::optional<std::string_view> range, std::int64_t total_bytes);

}  // namespace pixferry::routes
