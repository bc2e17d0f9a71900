#include "pipeline/pacing/refused_admission.hpp"

#include <fmt/format.h>

namespace pixferry {

Error opens_too_late(SourceKind source, Instant::duration wait) {
  const auto wait_ms = std::chrono::ceil<std::chrono::milliseconds>(wait);
  return {ErrorCode::rate_limited,
          fmt::format("The request budget of {} opens in {} ms, which is too late for this call.",
                      title(source), wait_ms.count()),
          wait_ms};
}

Error stopped_before_sending() {
  return {ErrorCode::stopped, "Stopped before a request was sent."};
}

}  // namespace pixferry
