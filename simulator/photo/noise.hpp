#pragma once

#include <cstdint>

#include "simulator/seed.hpp"

namespace pixferry::simulator {

/// A cheap hash of two numbers, as a fraction of 1.
inline float speckle(std::uint32_t x, std::uint32_t y) {
  std::uint32_t h = x * 0x8da6b343u ^ y * 0xd8163841u;
  h = (h ^ (h >> 13)) * 0x5bd1e995u;
  h ^= h >> 15;
  return static_cast<float>(h & 0xffffff) / static_cast<float>(0x1000000);
}

/// Smooth random values over a plane, 0 to 1: random at whole coordinates, blended between. The
/// coordinates must not be negative.
inline float smooth_noise(float x, float y, std::uint32_t seed) {
  const auto whole_x = static_cast<std::int32_t>(x);
  const auto whole_y = static_cast<std::int32_t>(y);
  float fx = x - static_cast<float>(whole_x);
  float fy = y - static_cast<float>(whole_y);
  fx *= fx * (3 - 2 * fx);
  fy *= fy * (3 - 2 * fy);
  const auto ix = static_cast<std::uint32_t>(whole_x) + seed;
  const auto iy = static_cast<std::uint32_t>(whole_y) + (seed >> 7);
  const float top_left = speckle(ix, iy);
  const float bottom_left = speckle(ix, iy + 1);
  const float top = top_left + (speckle(ix + 1, iy) - top_left) * fx;
  const float bottom = bottom_left + (speckle(ix + 1, iy + 1) - bottom_left) * fx;
  return top + (bottom - top) * fy;
}

/// Smooth noise at several scales, each twice as fine and half as strong as the one before.
inline float cloudy_noise(float x, float y, std::uint32_t seed, int scales) {
  float sum = 0;
  float weight = 0.5f;
  for (int scale = 0; scale < scales; ++scale) {
    sum += weight * smooth_noise(x, y, seed + static_cast<std::uint32_t>(scale) * 101u);
    x *= 2.03f;
    y *= 2.03f;
    weight *= 0.5f;
  }
  return sum / (1 - 2 * weight);
}

}  // namespace pixferry::simulator
