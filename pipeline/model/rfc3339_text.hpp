#pragma once

#include <optional>
#include <string_view>

#include "pipeline/model/time.hpp"

namespace pixferry {

/// Reads RFC 3339 with any fraction of a second and any offset; what is below a millisecond is cut.
/// Nothing for any other text, and for a leap second.
std::optional<Timestamp> read_rfc3339(std::string_view text);

}  // namespace pixferry
