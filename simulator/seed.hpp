#pragma once

#include <cstdint>

namespace pixferry::simulator {

/// One step of SplitMix64: a bijection of 64 bits whose output looks random.
constexpr std::uint64_t scramble(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

/// A number that follows from the seed and what it is drawn for, in whatever order numbers are
/// drawn: everything random in the simulator comes from here.
constexpr std::uint64_t draw(std::uint64_t seed, std::uint64_t purpose, std::uint64_t item = 0) {
  return scramble(scramble(scramble(seed) ^ purpose) ^ item);
}

}  // namespace pixferry::simulator
