#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pixferry::simulator {

/// Ids of the 33 characters Drive gives to items of today. They can be told apart and taken back
/// to the item without a table, so a tree of any size needs none.
class DriveIds {
 public:
  enum class Kind : std::uint8_t { folder = 1, photo = 2, single = 3, revision = 4 };
  struct Item {
    Kind kind;
    std::uint64_t number;  ///< below 2^56
  };

  explicit DriveIds(std::uint64_t seed) : seed_(seed) {}

  std::string id_of(Item item) const;
  /// Nothing for an id that this seed did not give out.
  std::optional<Item> item_of(std::string_view id) const;

 private:
  std::uint64_t seed_;
};

}  // namespace pixferry::simulator
