#pragma once

#include <cstdint>
#include <optional>

#include "pipeline/model/inspection.hpp"

namespace pixferry {

/// The exposure, without the numbers that no camera has: what is not above 0, and what is beyond a
/// day, f/1000, 100 metres or ISO 10,000,000. Texts are left as they are.
Camera plausible(Camera camera);

/// The place, unless it is none on Earth, or where the equator meets Greenwich: no photo is taken
/// there, it is what devices write that know no place. An altitude beyond 100 km is left out.
std::optional<GpsPosition> plausible(GpsPosition position);

}  // namespace pixferry
