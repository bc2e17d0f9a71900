#include "pipeline/platform/random.hpp"

#include <fmt/format.h>

namespace pixferry {

std::uint64_t SystemRandom::bits() {
  const std::lock_guard lock{mutex_};
  return (std::uint64_t{device_()} << 32) | device_();
}

std::string random_hex(Random& random, std::size_t bytes) {
  std::string text;
  while (text.size() < 2 * bytes) text += fmt::format("{:016x}", random.bits());
  text.resize(2 * bytes);
  return text;
}

}  // namespace pixferry
