#pragma once

#include <cstdint>
#include <mutex>
#include <random>
#include <string>

namespace pixferry {

/// The one door to chance. Thread-safe.
struct Random {
  virtual ~Random() = default;
  /// 64 uniform bits.
  virtual std::uint64_t bits() = 0;
};

/// The operating system's generator: fit for ids and secrets.
class SystemRandom final : public Random {
 public:
  std::uint64_t bits() override;

 private:
  std::mutex mutex_;
  std::random_device device_;
};

/// `bytes` random bytes in lower-case hexadecimal.
std::string random_hex(Random& random, std::size_t bytes);

}  // namespace pixferry
