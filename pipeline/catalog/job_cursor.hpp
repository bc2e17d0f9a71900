#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/model/job.hpp"

namespace pixferry {

/// A place in the list of jobs, newest first: behind the job with this time and id. The default is
/// before the first.
struct JobCursor {
  /// The end of the year 9999: every engine knows this time.
  static constexpr std::int64_t kLatestMs = 253'402'300'799'999;
  std::int64_t created_ms = kLatestMs;
  std::string id;

  static JobCursor of(const JobSnapshot& job);
  /// Takes what text() gave, and nothing else; an empty text is the beginning.
  static std::optional<JobCursor> parse(const std::string& text);
  /// "1800000000000.3f2504e0-4f89-41d3-9a0c-0305e82c3301"
  std::string text() const;
};

}  // namespace pixferry
