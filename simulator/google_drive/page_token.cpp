#include "simulator/google_drive/page_token.hpp"

#include <fmt/format.h>

#include <charconv>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kPrefix = "~!!~AI9FV7";
constexpr std::size_t kDigitsOfOffset = 16;

std::uint64_t mask_of(std::uint64_t seed, std::string_view query) {
  std::uint64_t mask = draw(seed, 71);
  for (const char c : query) mask = scramble(mask ^ static_cast<unsigned char>(c));
  return mask;
}

}  // namespace

std::string PageTokens::token_for(std::string_view query, std::uint64_t offset) const {
  const auto mask = mask_of(seed_, query);
  return fmt::format("{}{:016x}{:016x}", kPrefix, offset ^ mask, draw(mask, 72, offset));
}

std::optional<std::uint64_t> PageTokens::offset_of(std::string_view token,
                                                   std::string_view query) const {
  if (token.size() != kPrefix.size() + 2 * kDigitsOfOffset) return std::nullopt;
  std::uint64_t masked = 0;
  const auto* digits = token.data() + kPrefix.size();
  std::from_chars(digits, digits + kDigitsOfOffset, masked, 16);
  const auto offset = masked ^ mask_of(seed_, query);
  if (token_for(query, offset) != token) return std::nullopt;
  return offset;
}

}  // namespace pixferry::simulator
