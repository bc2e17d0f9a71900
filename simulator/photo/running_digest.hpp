#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "pipeline/model/digest.hpp"

namespace pixferry::simulator {

struct Digests {
  Sha256 sha256;
  Md5 md5;
};

/// SHA-256 and MD5 of a common beginning, hashed once. Ending it is const and thread-safe, so any
/// number of files that share the beginning cost no more than their own ends.
class RunningDigest {
 public:
  RunningDigest();
  RunningDigest(RunningDigest&&) noexcept;
  RunningDigest& operator=(RunningDigest&&) noexcept;
  ~RunningDigest();

  void add(std::span<const std::byte> bytes);
  Digests ended_with(std::span<const std::byte> bytes) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pixferry::simulator
