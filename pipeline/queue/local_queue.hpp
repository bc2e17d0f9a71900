#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>

#include "pipeline/platform/clock.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry {

/// The queue of a process that works alone. Holds at most one token per job and kind, so jobs
/// bound its size.
class LocalQueue final : public WorkQueue {
 public:
  /// The clock is the one of the contexts' deadlines, and must outlive the queue.
  explicit LocalQueue(const Clock& clock) : clock_(clock) {}

  Result<> push(const Work& work) override;
  Result<std::optional<Work>> pop(const Context& context, WorkKind kind) override;

 private:
  struct Line {
    std::deque<JobId> jobs;   ///< first in, first out
    std::set<JobId> waiting;  ///< the same jobs, to find one quickly
    std::condition_variable_any grown;
  };
  Line& line_of(WorkKind kind) { return kind == WorkKind::listing ? listing_ : files_; }

  const Clock& clock_;
  std::mutex mutex_;
  Line listing_;
  Line files_;
};

}  // namespace pixferry
