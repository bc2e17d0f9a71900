#pragma once

#include <cstddef>
#include <cstdint>

#include "pipeline/platform/random.hpp"

namespace pixferry {

/// All chance of a simulated run (SplitMix64): the same seed makes the same run on every machine.
class Dice final : public Random {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() override {
    state_ += 0x9E3779B97F4A7C15ULL;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }
  /// 0 … count - 1.
  int below(int count) { return static_cast<int>(bits() % static_cast<std::uint64_t>(count)); }
  int between(int lowest, int highest) { return lowest + below(highest - lowest + 1); }
  bool chance(int percent) { return below(100) < percent; }
  template <class Sequence>
  auto& pick(Sequence& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace pixferry
