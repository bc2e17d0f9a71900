#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pixferry {

/// Base64 with the alphabet for URLs and without padding, as the parts of a JWT are written
/// (RFC 7515, section 2).
std::string base64url(std::string_view bytes);

/// The reverse; nothing for any other text.
std::optional<std::string> base64url_decoded(std::string_view text);

}  // namespace pixferry
