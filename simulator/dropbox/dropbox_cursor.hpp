#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/faults/page_cut.hpp"

namespace pixferry::simulator {

/// All that the next page of a listing depends on.
struct DropboxCursor {
  std::string folder_id;
  PageCursor at;
  std::uint64_t size = 0;  ///< entries a page holds

  /// A text that says nothing to its bearer.
  std::string text(std::uint64_t seed) const;
  /// Nothing for a text that is none of that seed's.
  static std::optional<DropboxCursor> read(std::string_view text, std::uint64_t seed);
};

}  // namespace pixferry::simulator
