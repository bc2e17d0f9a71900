#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>

#include "pipeline/model/file.hpp"
#include "worker-service/lease_keeper.hpp"

namespace pixferry {

/// A file that waits for a transfer thread. Its lease is renewed meanwhile.
struct ClaimedFile {
  FileLease lease;
  LeaseKeeper::Hold hold;
  bool is_trial = false;  ///< claimed alone, to see whether files can be stored again
};

/// Hands claimed files to transfer threads. As many as there are threads may wait besides those in
/// transfer, so that no thread waits for the next claim. Thread-safe; one thread claims, any number
/// transfer.
class Slots {
 public:
  explicit Slots(int threads) : threads_(threads), free_(2 * threads) {}

  /// How many files may be claimed now; waits for at least one, and for a few milliseconds for a
  /// quarter of the threads, because a claim costs a transaction however few it takes. Answers 0
  /// when stopped.
  int wait_for_free(const std::stop_token& stop);
  /// Gives a claimed file to the next free thread.
  void start(ClaimedFile file);
  /// The next file to transfer; nothing when stopped and no file is left.
  std::optional<ClaimedFile> next(const std::stop_token& stop);
  /// The thread that took a file is free again.
  void finished();

 private:
  std::mutex mutex_;
  std::condition_variable_any freed_;
  std::condition_variable_any started_;
  std::deque<ClaimedFile> files_;
  const int threads_;
  int free_;
};

}  // namespace pixferry
