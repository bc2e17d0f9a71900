#pragma once

#include <mutex>
#include <random>

#include "pipeline/platform/random.hpp"

namespace pixferry {

/// The same bits for the same seed. Thread-safe.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t bits() override {
    const std::lock_guard lock{mutex_};
    return engine_();
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace pixferry
