#include "simulator/google_drive/byte_range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace pixferry::simulator {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

}  // namespace

ByteRange requested_range(std::string_view header, std::uint64_t size_bytes) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return {};
  header.remove_prefix(unit.size());
  const auto dash = header.find('-');
  if (dash == std::string_view::npos) return {};
  const auto first = number(header.substr(0, dash));
  const auto last = number(header.substr(dash + 1));
  const bool is_open = dash + 1 == header.size();

  if (dash == 0 && last) {  // the last so many bytes
    const auto count = std::min(*last, size_bytes);
    if (count == 0) return {.kind = ByteRange::Kind::unsatisfiable};
    return {.kind = ByteRange::Kind::part, .first = size_bytes - count, .count = count};
  }
  if (!first || (!last && !is_open) || (last && *last < *first)) return {};
  if (*first >= size_bytes) return {.kind = ByteRange::Kind::unsatisfiable};
  const auto end = is_open ? size_bytes : std::min(*last, size_bytes - 1) + 1;
  return {.kind = ByteRange::Kind::part, .first = *first, .count = end - *first};
}

}  // namespace pixferry::simulator
