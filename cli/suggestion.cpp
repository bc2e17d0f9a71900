#include "cli/suggestion.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace pixferry {
namespace {

constexpr std::size_t kWordMax = 40;

/// How many letters must be changed, added, dropped or swapped with their neighbour.
std::size_t typing_errors(std::string_view left, std::string_view right) {
  std::vector<std::size_t> older(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      const bool is_swap =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (is_swap) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    std::swap(older, last);
    std::swap(last, row);
  }
  return last[right.size()];
}

}  // namespace

std::string suggestion_for(std::string_view word, std::span<const std::string> names) {
  if (word.size() < 2 || word.size() > kWordMax) return {};
  const std::size_t most = word.size() < 5 ? 1 : 2;
  std::string nearest;
  std::size_t fewest = most + 1;
  for (const auto& name : names) {
    const auto errors = name.starts_with(word) ? 1 : typing_errors(word, name);
    if (errors >= fewest) continue;
    fewest = errors;
    nearest = name;
  }
  return nearest;
}

}  // namespace pixferry
