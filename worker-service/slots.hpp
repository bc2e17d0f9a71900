#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>

#include "pipeline/model/file.hpp"

namespace pixferry {

/// Hands claimed files to transfer threads, never more than there are free threads. Thread-safe;
/// one thread claims, any number transfer.
class Slots {
 public:
  explicit Slots(int count) : count_(count), free_(count) {}

  /// How many files may be claimed now; waits for at least one, and for a few milliseconds for a
  /// quarter of all, because a claim costs a transaction however few it takes. Answers 0 when
  /// stopped.
  int wait_for_free(const std::stop_token& stop);
  /// Gives a claimed file to the next free thread.
  void start(FileLease file);
  /// The next file to transfer; nothing when stopped and no file is left.
  std::optional<FileLease> next(const std::stop_token& stop);
  /// The thread that took a file is free again.
  void finished();

 private:
  std::mutex mutex_;
  std::condition_variable_any freed_;
  std::condition_variable_any started_;
  std::deque<FileLease> files_;
  const int count_;
  int free_;
};

}  // namespace pixferry
