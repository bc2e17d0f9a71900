#include "pipeline/object_store/s3/s3_refusal.hpp"

#include <algorithm>
#include <array>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kBodyBytesMax = 64u << 10;
constexpr std::size_t kRemovalsBytesMax = 1u << 20;
constexpr std::size_t kCodeBytesMax = 64;
constexpr std::size_t kMessageBytesMax = 200;
constexpr std::size_t kRegionBytesMax = 32;

/// What stands between <name> or <name attribute="..."> and </name>, for the first of that name.
std::optional<std::string_view> element(std::string_view text, std::string_view name) {
  const auto opening = "<" + std::string{name};
  const auto closing = "</" + std::string{name} + ">";
  for (auto at = text.find(opening); at != text.npos; at = text.find(opening, at + 1)) {
    auto inside = text.substr(at + opening.size());
    if (inside.empty() || (inside.front() != '>' && inside.front() != ' ')) continue;
    inside.remove_prefix(std::min(inside.find('>'), inside.size() - 1) + 1);
    const auto end = inside.find(closing);
    return end == inside.npos ? std::nullopt : std::optional{inside.substr(0, end)};
  }
  return std::nullopt;
}

/// The five entities that XML has of its own, undone; others stay as they are.
std::string unescaped(std::string_view text) {
  struct Entity {
    std::string_view name;
    char character;
  };
  constexpr std::array entities{Entity{"&lt;", '<'}, Entity{"&gt;", '>'}, Entity{"&quot;", '"'},
                                Entity{"&apos;", '\''}, Entity{"&amp;", '&'}};
  std::string out;
  while (!text.empty()) {
    const auto* entity = std::ranges::find_if(
        entities, [&](const Entity& candidate) { return text.starts_with(candidate.name); });
    const bool is_entity = entity != entities.end();
    out.push_back(is_entity ? entity->character : text.front());
    text.remove_prefix(is_entity ? entity->name.size() : 1);
  }
  return out;
}

bool is_plain(char c) {
  return ascii::is_alphanumeric(c) || c == '.';
}

S3Refusal refusal_in(std::string_view error) {
  S3Refusal refusal;
  const auto code = element(error, "Code").value_or("");
  if (code.size() <= kCodeBytesMax && std::ranges::all_of(code, is_plain)) refusal.code = code;
  // Cut first: what is unescaped is never longer than what was escaped.
  const auto message = element(error, "Message").value_or("").substr(0, 8 * kMessageBytesMax);
  refusal.message = cut_at_end(printable(unescaped(message)), kMessageBytesMax);
  const auto region = element(error, "Region").value_or("");
  if (is_s3_region(region)) refusal.region = region;
  return refusal;
}

}  // namespace

S3Refusal read_s3_refusal(std::string_view body) {
  return refusal_in(element(body.substr(0, kBodyBytesMax), "Error").value_or(""));
}

std::optional<S3Refusal> first_failed_removal(std::string_view body) {
  body = body.substr(0, kRemovalsBytesMax);
  while (const auto error = element(body, "Error")) {
    auto refusal = refusal_in(*error);
    if (refusal.code != "NoSuchKey") return refusal;
    body.remove_prefix(static_cast<std::size_t>(error->end() - body.begin()));
  }
  return std::nullopt;
}

bool is_s3_region(std::string_view text) {
  return !text.empty() && text.size() <= kRegionBytesMax && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace pixferry
