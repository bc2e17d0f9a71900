#pragma once

#include "pipeline/pacing/pacer.hpp"
#include "tests/nth_call/call_counter.hpp"

namespace pixferry {

class CountedPacer final : public Pacer {
 public:
  CountedPacer(Pacer& real, CallCounter& calls) : real_(real), calls_(calls) {}

  Result<> admit(const Context& context, SourceKind source, unsigned cost) override {
    return calls_.pass("pacer.admit", [&] { return real_.admit(context, source, cost); });
  }
  void throttled(SourceKind source, std::chrono::milliseconds retry_after) override {
    if (!calls_.is_planned("pacer.throttled")) real_.throttled(source, retry_after);
  }
  void succeeded(SourceKind source) override {
    if (!calls_.is_planned("pacer.succeeded")) real_.succeeded(source);
  }

 private:
  Pacer& real_;
  CallCounter& calls_;
};

}  // namespace pixferry
