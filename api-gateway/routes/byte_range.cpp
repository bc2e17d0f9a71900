#include "api-gateway/routes/byte_range.hpp"

#include <algorithm>
#include <charconv>

namespace pixferry::routes {
namespace {

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  if (text.empty() || text.front() == '-') return std::nullopt;
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

ByteRange part(std::int64_t first, std::int64_t last) {
  return {ByteRange::Kind::part, first, last - first + 1};
}

}  // namespace

ByteRange byte_range(std::optional<std::string_view> range, std::int64_t total_bytes) {
  const ByteRange whole{ByteRange::Kind::whole, 0, total_bytes};
  const ByteRange unsatisfiable{ByteRange::Kind::unsatisfiable, 0, 0};
  constexpr std::string_view unit = "bytes=";
  if (!range || !range->starts_with(unit)) return whole;
  const auto wanted = range->substr(unit.size());
  if (wanted.find(',') != wanted.npos) return whole;
  const auto dash = wanted.find('-');
  if (dash == wanted.npos) return unsatisfiable;
  const auto first = digits(wanted.substr(0, dash));
  const auto last = digits(wanted.substr(dash + 1));
  if (dash == 0) {
    if (!last || *last == 0 || total_bytes == 0) return unsatisfiable;
    return part(total_bytes - std::min(*last, total_bytes), total_bytes - 1);
  }
  const bool is_open_ended = dash + 1 == wanted.size();
  if (!first || (!last && !is_open_ended) || *first >= total_bytes) return unsatisfiable;
  if (last && *last < *first) return unsatisfiable;
  return part(*first, std::min(last.value_or(total_bytes - 1), total_bytes - 1));
}

}  // namespace pixferry::routes
