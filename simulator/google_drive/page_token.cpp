#include "simulator/google_drive/page_token.hpp"

#include <fmt/format.h>

#include <charconv>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kPrefix = "~!!~AI9FV7";
constexpr std::size_t kDigits = 16;
constexpr unsigned kOffsetBits = 40;
constexpr std::uint64_t kOffsetMask = (std::uint64_t{1} << kOffsetBits) - 1;

std::uint64_t mask_of(std::uint64_t seed, std::string_view query) {
  std::uint64_t mask = draw(seed, 71);
  for (const char c : query) mask = scramble(mask ^ static_cast<unsigned char>(c));
  return mask;
}

}  // namespace

std::string PageTokens::token_for(std::string_view query, const PageCursor& cursor) const {
  return spelling_of(query, cursor.lap << kOffsetBits | (cursor.offset & kOffsetMask));
}

std::string PageTokens::spelling_of(std::string_view query, std::uint64_t packed) const {
  const auto mask = mask_of(seed_, query);
  return fmt::format("{}{:016x}{:016x}", kPrefix, packed ^ mask, draw(mask, 72, packed));
}

std::optional<PageCursor> PageTokens::cursor_of(std::string_view token,
                                                std::string_view query) const {
  if (token.size() != kPrefix.size() + 2 * kDigits) return std::nullopt;
  std::uint64_t masked = 0;
  const auto* digits = token.data() + kPrefix.size();
  std::from_chars(digits, digits + kDigits, masked, 16);
  const auto packed = masked ^ mask_of(seed_, query);
  if (spelling_of(query, packed) != token) return std::nullopt;
  return PageCursor{.offset = packed & kOffsetMask, .lap = packed >> kOffsetBits};
}

}  // namespace pixferry::simulator
