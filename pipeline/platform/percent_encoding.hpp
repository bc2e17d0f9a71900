#pragma once

#include <string>
#include <string_view>

namespace pixferry {

/// The text as it may stand in any part of a URL: all but the unreserved characters of RFC 3986
/// (section 2.3) as %XX, slashes too.
std::string percent_encoded(std::string_view text);

}  // namespace pixferry
