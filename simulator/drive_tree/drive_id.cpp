#include "simulator/drive_tree/drive_id.hpp"

#include <array>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr int kDigitsOfWord = 11;  // 64 bits, six at a time
constexpr std::size_t kIdLength = 33;
constexpr unsigned kKindShift = 56;

void append_word(std::string& text, std::uint64_t word, int digits) {
  for (int i = 0; i < digits; ++i) {
    text.push_back(kAlphabet[word & 63]);
    word >>= 6;
  }
}

std::optional<std::uint64_t> read_word(std::string_view text) {
  std::uint64_t word = 0;
  for (auto i = text.size(); i-- > 0;) {
    const auto digit = kAlphabet.find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    word = (word << 6) | digit;
  }
  return word;
}

/// Four rounds of a Feistel network: hides that numbers follow each other, and can be undone.
std::uint64_t hidden(std::uint64_t word, std::uint64_t seed, bool undo) {
  auto left = static_cast<std::uint32_t>(word >> 32);
  auto right = static_cast<std::uint32_t>(word);
  for (unsigned i = 0; i < 4; ++i) {
    const unsigned round = undo ? 3 - i : i;
    if (undo) std::swap(left, right);
    left ^= static_cast<std::uint32_t>(draw(seed, 41 + round, right));
    if (!undo) std::swap(left, right);
  }
  return (std::uint64_t{left} << 32) | right;
}

}  // namespace

std::string DriveIds::id_of(Item item) const {
  const auto word =
      (std::uint64_t{static_cast<std::uint8_t>(item.kind)} << kKindShift) | item.number;
  std::string id = "1";
  append_word(id, hidden(word, seed_, false), kDigitsOfWord);
  append_word(id, draw(seed_, 51, word), kDigitsOfWord);
  append_word(id, draw(seed_, 52, word), kDigitsOfWord - 1);
  return id;
}

std::optional<DriveIds::Item> DriveIds::item_of(std::string_view id) const {
  if (id.size() != kIdLength) return std::nullopt;
  const auto word = read_word(id.substr(1, kDigitsOfWord));
  if (!word) return std::nullopt;
  const auto plain = hidden(*word, seed_, true);
  const Item item{static_cast<Kind>(plain >> kKindShift),
                  plain & ((std::uint64_t{1} << kKindShift) - 1)};
  if (id_of(item) != id) return std::nullopt;
  return item;
}

}  // namespace pixferry::simulator
