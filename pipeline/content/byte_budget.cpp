#include "pipeline/content/spool.hpp"

namespace pixferry {

bool ByteBudget::try_take(std::size_t bytes) {
  const auto wanted = static_cast<std::int64_t>(bytes);
  auto free = free_.load();
  while (free >= wanted) {
    if (free_.compare_exchange_weak(free, free - wanted)) return true;
  }
  return false;
}

void ByteBudget::give_back(std::size_t bytes) {
  free_ += static_cast<std::int64_t>(bytes);
}

}  // namespace pixferry
