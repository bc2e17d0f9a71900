#pragma once

#include "pipeline/model/result.hpp"
#include "pipeline/model/source_kind.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// The `rate_limited` of Pacer::admit: the budget opens after that wait, past the deadline.
Error opens_too_late(SourceKind source, Instant::duration wait);

/// The `stopped` of Pacer::admit.
Error stopped_before_sending();

}  // namespace pixferry
