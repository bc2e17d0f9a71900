#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace pixferry {

/// A wait that ends after an interval, or early when somebody rings. Thread-safe.
class Alarm {
 public:
  void ring();
  /// False when stopped.
  bool wait(const std::stop_token& stop, std::chrono::milliseconds at_most);

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool rung_ = false;
};

}  // namespace pixferry
