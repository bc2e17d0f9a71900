#pragma once

#include <cstdint>
#include <vector>

namespace pixferry::simulator {

struct LandscapePlan {
  int width = 640;
  int height = 480;
  std::uint64_t seed = 1;
  float grain = 0.03f;  ///< noise of the sensor, as a share of full white
};

/// Draws a made-up landscape: a sky at some time of day, sun, clouds, rows of hills, sometimes a
/// lake. RGB, 8 bits each, row by row. The same plan gives the same pixels.
std::vector<std::uint8_t> draw_landscape(const LandscapePlan& plan);

}  // namespace pixferry::simulator
