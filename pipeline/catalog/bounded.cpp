#include "pipeline/catalog/bounded.hpp"

#include <algorithm>

#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kDetailBytesMax = 1000;
/// No image is larger, and eight million such files still add up below 2^63.
constexpr std::int64_t kSizeBytesMax = std::int64_t{1} << 40;
constexpr std::chrono::milliseconds kDelayMax = std::chrono::hours{24 * 30};

bool continues_a_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string bounded_text(std::string_view text, std::size_t bytes_max) {
  auto kept = json::valid_utf8(text.substr(0, 2 * bytes_max));
  if (kept.size() <= bytes_max) return kept;
  auto end = bytes_max;
  while (end > 0 && continues_a_character(kept[end])) --end;
  kept.resize(end);
  return kept;
}

std::string bounded_detail(std::string_view text) {
  return bounded_text(text, kDetailBytesMax);
}

std::int64_t bounded_size_bytes(std::int64_t declared) {
  return std::clamp<std::int64_t>(declared, 0, kSizeBytesMax);
}

std::int64_t bounded_delay_ms(std::chrono::milliseconds delay) {
  return std::clamp(delay, std::chrono::milliseconds{0}, kDelayMax).count();
}

}  // namespace pixferry
