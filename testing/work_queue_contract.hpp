#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "pipeline/queue/work_queue.hpp"

namespace pixferry {

/// One adapter under the contract. `make` gives an empty queue whose deadlines are the clock's.
struct WorkQueueCase {
  std::string name;
  std::function<std::unique_ptr<WorkQueue>(const Clock& clock)> make;
  /// What GoogleTest prints of it.
  friend void PrintTo(const WorkQueueCase& adapter, std::ostream* out) { *out << adapter.name; }
};

/// What every WorkQueue does as long as nobody disturbs it. Instantiate it beside the adapter, with
/// `work_queue_case_name`.
class WorkQueueContract : public testing::TestWithParam<WorkQueueCase> {
 protected:
  static JobId job(std::uint64_t number) { return JobId::from_random(0, number); }
  void push(std::uint64_t number, WorkKind kind = WorkKind::files);
  /// The next token, if one waits already.
  std::optional<Work> pop(WorkKind kind = WorkKind::files);

  SystemClock clock_;
  std::unique_ptr<WorkQueue> queue_ = GetParam().make(clock_);
};

std::string work_queue_case_name(const testing::TestParamInfo<WorkQueueCase>& info);

}  // namespace pixferry
