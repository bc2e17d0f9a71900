#include "pipeline/content/plausible_facts.hpp"

#include <cmath>

namespace pixferry {
namespace {

constexpr double kExposureSecondsMax = 86'400;
constexpr double kFNumberMax = 1'000;
constexpr double kFocalLengthMmMax = 100'000;
constexpr std::int64_t kIsoMax = 10'000'000;
constexpr double kAltitudeMetresMax = 100'000;

template <class Number>
void keep_plausible(std::optional<Number>& number, Number most) {
  // What is no number is not within bounds either.
  const bool is_plausible = number && *number > 0 && *number <= most;
  if (!is_plausible) number.reset();
}

}  // namespace

Camera plausible(Camera camera) {
  keep_plausible(camera.exposure_seconds, kExposureSecondsMax);
  keep_plausible(camera.f_number, kFNumberMax);
  keep_plausible(camera.focal_length_mm, kFocalLengthMmMax);
  keep_plausible(camera.iso, kIsoMax);
  return camera;
}

std::optional<GpsPosition> plausible(GpsPosition position) {
  const bool is_on_earth = std::abs(position.latitude) <= 90 && std::abs(position.longitude) <= 180;
  const bool is_nowhere = position.latitude == 0 && position.longitude == 0;
  if (!is_on_earth || is_nowhere) return std::nullopt;
  const auto& altitude = position.altitude_metres;
  const bool is_near = altitude && std::abs(*altitude) <= kAltitudeMetresMax;
  if (!is_near) position.altitude_metres.reset();
  return position;
}

}  // namespace pixferry
