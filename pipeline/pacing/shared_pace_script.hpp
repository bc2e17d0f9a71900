#pragma once

#include "pipeline/platform/redis_script.hpp"

namespace pixferry {

/// PaceState and SlowdownTrial as a script. KEYS: the state. ARGV: time in milliseconds or empty
/// for the server's, highest rate or 0, rate known or 0; sent, units, succeeded, refused,
/// retry-after in milliseconds; then cost and longest wait in milliseconds for each booking.
/// Answers schedule, rate or "", pause in milliseconds; then 1 or 0 for booked and the wait in
/// microseconds for each booking.
const RedisScript& shared_pace_script();

}  // namespace pixferry
