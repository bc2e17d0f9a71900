#include "pipeline/retry_policy.hpp"

#include <algorithm>

namespace pixferry {

Decision decide(ErrorCode code) {
  switch (code) {
    case ErrorCode::network:
    case ErrorCode::timeout:
    case ErrorCode::checksum_mismatch:
    case ErrorCode::html_instead_of_image:
    case ErrorCode::source_changed:
    case ErrorCode::page_token_rejected:
    case ErrorCode::internal: return Decision::back_off;
    case ErrorCode::rate_limited: return Decision::slow_down;
    case ErrorCode::download_quota_exceeded: return Decision::park;
    case ErrorCode::stopped:
    case ErrorCode::lease_lost:
    case ErrorCode::storage_unavailable:
    case ErrorCode::storage_full:
    case ErrorCode::inspector_unavailable:
    case ErrorCode::catalog_unavailable:
    case ErrorCode::catalog_interrupted:
    case ErrorCode::catalog_conflict: return Decision::hand_back;
    default: return Decision::fail;
  }
}

Outcome RetryPolicy::outcome_of(const Error& error, int attempts) const {
  const auto postponed = [&](std::chrono::milliseconds delay, bool refund) {
    return Postponed{error.code, error.message, error.retry_after.value_or(delay), refund};
  };
  switch (decide(error.code)) {
    case Decision::back_off: return postponed(back_off(attempts), false);
    case Decision::slow_down: return postponed(back_off(attempts), true);
    case Decision::park: return postponed(limits_.quota_pause, true);
    case Decision::hand_back:
      if (error.code == ErrorCode::stopped) return postponed(std::chrono::milliseconds{0}, true);
      return postponed(back_off(attempts), true);
    case Decision::fail: break;
  }
  return Failed{error.code, error.message};
}

std::chrono::milliseconds RetryPolicy::back_off(int attempts) const {
  const int doublings = std::clamp(attempts - 1, 0, 20);
  const auto ceiling =
      std::min<std::chrono::milliseconds>(limits_.backoff * (1L << doublings), limits_.backoff_max);
  const auto span = static_cast<std::uint64_t>(std::max<std::int64_t>(ceiling.count(), 0)) + 1;
  return std::chrono::milliseconds{static_cast<std::int64_t>(random_.bits() % span)};
}

}  // namespace pixferry
