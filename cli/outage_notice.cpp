#include "cli/outage_notice.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::seconds kToldEvery{30};

}  // namespace

OutageNotice::Kind OutageNotice::look(const RedisStatus& status, Instant now) {
  if (status.is_up) {
    const bool was_away = told_at_.has_value();
    told_at_.reset();
    return was_away ? Kind::back : Kind::none;
  }
  const bool is_connecting = !status.failure;
  if (is_connecting || (told_at_ && now < *told_at_ + kToldEvery)) return Kind::none;
  told_at_ = now;
  return Kind::away;
}

}  // namespace pixferry
