#include "pipeline/platform/trace_context.hpp"

#include <algorithm>

namespace pixferry {
namespace {

constexpr std::size_t kIdBytes = 8;
/// "00-" trace "-" parent "-" flags
constexpr std::size_t kSize = 55;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_id(std::string_view text) {
  return is_hex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

/// A later version may go on behind the fields of the first.
bool has_known_length(std::string_view header) {
  const auto version = header.substr(0, 2);
  return header.size() == kSize || (version != "00" && header[kSize] == '-');
}

}  // namespace

std::optional<TraceContext> TraceContext::parse(std::string_view header) {
  if (header.size() < kSize || !has_known_length(header)) return std::nullopt;
  const auto version = header.substr(0, 2);
  const TraceContext context{std::string{header.substr(3, 32)}, std::string{header.substr(36, 16)},
                             std::string{header.substr(53, 2)}};
  const bool is_sound = is_hex(version) && version != "ff" && header[2] == '-' &&
                        header[35] == '-' && header[52] == '-' && is_id(context.trace_id) &&
                        is_id(context.parent_id) && is_hex(context.flags);
  return is_sound ? std::optional{context} : std::nullopt;
}

TraceContext TraceContext::child(Random& random) const {
  auto id = random_hex(random, kIdBytes);
  if (!is_id(id)) id.back() = '1';
  return {trace_id, std::move(id), flags};
}

std::string TraceContext::header() const {
  return "00-" + trace_id + "-" + parent_id + "-" + flags;
}

}  // namespace pixferry
