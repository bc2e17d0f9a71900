#include "simulator/dropbox/dropbox_cursor.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kPrefix = "AAGAl6";
constexpr std::size_t kDigits = 16;

std::string masked(std::string text, std::uint64_t seed) {
  auto mask = draw(seed, 91);
  for (auto& c : text) {
    mask = scramble(mask);
    c = static_cast<char>(c ^ static_cast<char>(mask & 0x7f));
  }
  return text;
}

std::uint64_t proof_of(std::string_view text, std::uint64_t seed) {
  auto proof = draw(seed, 92);
  for (const char c : text) proof = scramble(proof ^ static_cast<unsigned char>(c));
  return proof;
}

std::string hex(std::string_view text) {
  std::string digits;
  for (const char c : text) digits += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return digits;
}

std::optional<std::string> from_hex(std::string_view digits) {
  std::string text;
  for (; digits.size() >= 2; digits.remove_prefix(2)) {
    unsigned byte = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 2, byte, 16);
    if (error != std::errc{} || end != digits.data() + 2) return std::nullopt;
    text.push_back(static_cast<char>(byte));
  }
  return text;
}

}  // namespace

std::string DropboxCursor::text(std::uint64_t seed) const {
  const auto plain = fmt::format("{}/{}/{}/{}", folder_id, at.offset, at.lap, size);
  return fmt::format("{}{}{:016x}", kPrefix, hex(masked(plain, seed)), proof_of(plain, seed));
}

std::optional<DropboxCursor> DropboxCursor::read(std::string_view text, std::uint64_t seed) {
  if (!text.starts_with(kPrefix) || text.size() < kPrefix.size() + kDigits) return std::nullopt;
  const auto digits = text.substr(kPrefix.size(), text.size() - kPrefix.size() - kDigits);
  const auto bytes = from_hex(digits);
  if (!bytes) return std::nullopt;
  const auto plain = masked(*bytes, seed);
  const auto slash = plain.find('/');
  if (slash == std::string::npos) return std::nullopt;
  DropboxCursor cursor{.folder_id = plain.substr(0, slash)};
  const auto* at = plain.data() + slash;
  for (auto* number : {&cursor.at.offset, &cursor.at.lap, &cursor.size}) {
    if (at == plain.data() + plain.size()) return std::nullopt;
    at = std::from_chars(at + 1, plain.data() + plain.size(), *number).ptr;
  }
  if (cursor.text(seed) != text) return std::nullopt;
  return cursor;
}

}  // namespace pixferry::simulator
