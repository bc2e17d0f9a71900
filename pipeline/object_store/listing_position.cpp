#include "pipeline/object_store/listing_position.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kListedPrefixSize = 2;

}  // namespace

std::optional<ListingPosition> read_listing_position(const std::string& from) {
  if (from.empty()) return ListingPosition{};
  if (!from.starts_with("o/") && !from.starts_with("t/")) return std::nullopt;
  return ListingPosition{from.substr(0, kListedPrefixSize), from.substr(kListedPrefixSize)};
}

std::string position_behind(const ListingPosition& position, const std::string& continuation) {
  if (!continuation.empty()) return position.prefix + continuation;
  return position.prefix == "o/" ? "t/" : "";
}

}  // namespace pixferry
