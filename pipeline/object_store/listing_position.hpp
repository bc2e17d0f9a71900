#pragma once

#include <optional>
#include <string>

namespace pixferry {

/// How far the listing of a bucket has come, which goes through the two folders that keys of ours
/// lie in, and through no other.
struct ListingPosition {
  std::string prefix = "o/";
  std::string continuation = {};  ///< what the service gave for the rest; empty: from the beginning
};

/// Services give far shorter ones: the longest of a key of 1,024 bytes.
inline constexpr std::size_t kContinuationBytesMax = 4096;

/// Reads ObjectListing::next, or the empty text of a beginning; nothing for any other text.
std::optional<ListingPosition> read_listing_position(const std::string& from);

/// ObjectListing::next for a part that was read at `position` and ended with this continuation,
/// which is empty where the folder is done.
std::string position_behind(const ListingPosition& position, const std::string& continuation);

}  // namespace pixferry
