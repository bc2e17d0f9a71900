#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "pipeline/progress/progress_feed.hpp"

namespace pixferry {

/// One adapter under the contract. `make` gives a feed whose deadlines are the clock's.
struct ProgressFeedCase {
  std::string name;
  std::function<std::unique_ptr<ProgressFeed>(const Clock& clock)> make;
  /// What GoogleTest prints of it.
  friend void PrintTo(const ProgressFeedCase& adapter, std::ostream* out) { *out << adapter.name; }
};

/// What every ProgressFeed does as long as nobody disturbs it. Instantiate it beside the adapter,
/// with `progress_feed_case_name`.
class ProgressFeedContract : public testing::TestWithParam<ProgressFeedCase> {
 protected:
  static JobId job(std::uint64_t number) { return JobId::from_random(0, number); }
  /// Whether a wake-up comes long before the deadline of a minute.
  bool wakes(ProgressFeed::Subscription& subscription);
  /// Whether nothing wakes the subscription for a moment.
  bool stays_quiet(ProgressFeed::Subscription& subscription);

  SystemClock clock_;
  std::unique_ptr<ProgressFeed> feed_ = GetParam().make(clock_);
};

std::string progress_feed_case_name(const testing::TestParamInfo<ProgressFeedCase>& info);

}  // namespace pixferry
