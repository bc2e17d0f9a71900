#include "pipeline/pacing/redis_pacer.hpp"

namespace pixferry {

RedisPacer::RedisPacer(const RedisConfig& config, const Clock& clock, Random& random,
                       const PaceLimits& limits)
    : link_(config, clock, random),
      google_drive_({link_, clock, config, SourceKind::google_drive, limits}),
      dropbox_({link_, clock, config, SourceKind::dropbox, limits}) {}

Result<> RedisPacer::admit(const Context& context, SourceKind source, unsigned cost) {
  return lane_of(source).admit(context, cost);
}

void RedisPacer::throttled(SourceKind source, std::chrono::milliseconds retry_after) {
  lane_of(source).throttled(retry_after);
}

void RedisPacer::succeeded(SourceKind source) {
  lane_of(source).succeeded();
}

}  // namespace pixferry
