#include "simulator/faults/page_cut.hpp"

#include <algorithm>

namespace pixferry::simulator {

PageCut cut_page(const PageRequest& request, std::optional<FaultKind> fault) {
  const auto& [at, size, entries] = request;
  PageCut honest{.first = at.offset, .count = size, .next = std::nullopt};
  if (at.offset + size < entries) honest.next = PageCursor{at.offset + size, at.lap};
  if (!fault) return honest;

  const PageCursor itself{.offset = at.offset, .lap = at.lap + 1};
  const auto back = std::min(size, at.offset);
  switch (*fault) {
    case FaultKind::repeated_page: return {at.offset - back, back, itself};
    case FaultKind::empty_page: return {at.offset, 0, itself};
    case FaultKind::shifted_page: {
      const auto earlier = at.offset - std::min(size / 2, at.offset);
      return cut_page({.at = {earlier, at.lap}, .size = size, .entries = entries});
    }
    case FaultKind::cursor_cycle: honest.next = PageCursor{}; return honest;
    default: return honest;
  }
}

}  // namespace pixferry::simulator
