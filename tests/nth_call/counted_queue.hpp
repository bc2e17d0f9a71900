#pragma once

#include "pipeline/queue/work_queue.hpp"
#include "tests/nth_call/call_counter.hpp"

namespace pixferry {

class CountedQueue final : public WorkQueue {
 public:
  CountedQueue(WorkQueue& real, CallCounter& calls) : real_(real), calls_(calls) {}

  Result<> push(const Work& work) override {
    return calls_.pass("queue.push", [&] { return real_.push(work); });
  }
  Result<std::optional<Work>> pop(const Context& context, WorkKind kind) override {
    return calls_.pass("queue.pop", [&] { return real_.pop(context, kind); });
  }

 private:
  WorkQueue& real_;
  CallCounter& calls_;
};

}  // namespace pixferry
