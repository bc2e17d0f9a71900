#pragma once

#include <string>
#include <string_view>

namespace pixferry::simulator {

/// The look-alike's own arithmetic, so that it makes no mistake together with what it tests. All
/// give bytes, which hex_text and base64_text spell.
std::string sha256_bytes(std::string_view text);
std::string md5_bytes(std::string_view text);
std::string hmac_sha256_bytes(std::string_view key, std::string_view text);

std::string hex_text(std::string_view bytes);
std::string base64_text(std::string_view bytes);

}  // namespace pixferry::simulator
