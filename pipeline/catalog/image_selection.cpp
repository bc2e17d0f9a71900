#include "pipeline/catalog/image_selection.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pixferry {
namespace {

constexpr std::array<std::pair<ImageOrder, std::string_view>, 5> kOrders{
    {{ImageOrder::newest, "newest"},
     {ImageOrder::oldest, "oldest"},
     {ImageOrder::taken_newest, "taken_newest"},
     {ImageOrder::taken_oldest, "taken_oldest"},
     {ImageOrder::name, "name"}}};

}  // namespace

std::string_view name(ImageOrder order) {
  return std::ranges::find(kOrders, order, [](const auto& entry) { return entry.first; })->second;
}

std::optional<ImageOrder> image_order_named(std::string_view text) {
  const auto* found =
      std::ranges::find(kOrders, text, [](const auto& entry) { return entry.second; });
  return found == kOrders.end() ? std::nullopt : std::optional{found->first};
}

}  // namespace pixferry
