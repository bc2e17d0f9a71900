#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "simulator/faults/fault.hpp"

namespace pixferry::simulator {

/// Where in a listing a page begins. Pages of the same offset and another lap have another token.
struct PageCursor {
  std::uint64_t offset = 0;
  std::uint64_t lap = 0;
};

/// What is staged about the content of one page.
struct PageFaults {
  std::optional<FaultKind> page = std::nullopt;
  std::function<std::optional<FaultKind>(std::string_view file_id)> lie_about = {};

  /// Each lie is told about the same files every time.
  std::optional<FaultKind> lie(std::string_view file_id) const {
    return lie_about ? lie_about(file_id) : std::nullopt;
  }
};

/// Some consecutive entries of a listing, and the page behind them.
struct PageCut {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  std::optional<PageCursor> next;
};

struct PageRequest {
  PageCursor at;
  std::uint64_t size = 0;     ///< entries that are asked for
  std::uint64_t entries = 0;  ///< of the whole listing
};

/// The page that is asked for, or what a fault of a page's content makes of it.
PageCut cut_page(const PageRequest& request, std::optional<FaultKind> fault = std::nullopt);

}  // namespace pixferry::simulator
