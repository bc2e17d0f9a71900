#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pixferry {

/// The text as it may stand in any part of a URL: all but the unreserved characters of RFC 3986
/// (section 2.3) as %XX, slashes too unless they are to stay.
std::string percent_encoded(std::string_view text, bool keeps_slashes = false);

/// The text with its %XX decoded; nothing if an escape is incomplete. '+' stays '+'.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace pixferry
