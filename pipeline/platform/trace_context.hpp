#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/platform/random.hpp"

namespace pixferry {

/// Which trace a request belongs to, as the header `traceparent` says it
/// (https://www.w3.org/TR/trace-context/).
struct TraceContext {
  std::string trace_id;   ///< 32 hexadecimal digits
  std::string parent_id;  ///< 16, of whoever made the request
  std::string flags;      ///< 2

  /// Nothing for a value that the standard says to ignore.
  static std::optional<TraceContext> parse(std::string_view header);

  /// Of a request that we make in the same trace.
  TraceContext child(Random& random) const;
  std::string header() const;
};

}  // namespace pixferry
