#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pixferry {

/// Base64 with padding and without line breaks (RFC 4648, section 4), as HTTP headers carry it.
std::string base64(std::span<const std::uint8_t> bytes);
std::string base64(std::string_view text);

/// The bytes, or nothing for what base64() does not write.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace pixferry
