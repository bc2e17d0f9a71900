#include "tests/nth_call/call_counter.hpp"

namespace pixferry {

bool CallCounter::is_planned(std::string_view call) {
  const auto counted = ++calls_[std::string{call}];
  return call == planned_.call && counted == planned_.nth;
}

Error CallCounter::error() const {
  Error error{planned_.code, "the planned failure"};
  if (planned_.code == ErrorCode::rate_limited) error.retry_after = std::chrono::seconds{30};
  return error;
}

int CallCounter::calls(std::string_view call) const {
  const auto found = calls_.find(call);
  return found == calls_.end() ? 0 : found->second;
}

}  // namespace pixferry
