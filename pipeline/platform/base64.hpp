#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pixferry {

/// Base64 with padding and without line breaks (RFC 4648, section 4), as HTTP headers carry it.
std::string base64(std::span<const std::uint8_t> bytes);
std::string base64(std::string_view text);

}  // namespace pixferry
