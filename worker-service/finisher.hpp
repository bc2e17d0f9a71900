#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <stop_token>
#include <vector>

#include "pipeline/catalog/ledger.hpp"
#include "pipeline/platform/metrics.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "worker-service/circuit_breaker.hpp"

namespace pixferry {

/// Writes what became of files, many in one transaction: whatever waits when the last commit is
/// done goes into the next one, so batches grow with the load and nobody waits for a timer.
/// `finish` is thread-safe; `run` belongs to one thread.
class Finisher {
 public:
  struct Parts {
    Ledger& ledger;
    ProgressFeed& feed;
    CircuitBreaker& breaker;
    const Limits& limits;
    Metrics* metrics = nullptr;  ///< none: nothing is measured
  };

  explicit Finisher(Parts parts) : parts_(parts) {}

  /// Told by the finishing thread what became of a file once that is committed. With an Error
  /// nothing was recorded; the lease runs out and the file is tried again.
  using Recorded = std::function<void(const FinishedFile&, const Result<Fate>&)>;

  /// Takes the outcome over. Waits only while as many as two transactions take, or twice as many as
  /// are transferred at once, are waiting already.
  void finish(FinishedFile file, Recorded recorded);

  /// Commits until stopped, and then what is still waiting. Nobody may call finish() afterwards.
  /// While the catalog takes nothing, a batch is tried again and again, until `draining`.
  void run(const std::stop_token& stop, const std::stop_token& draining);
  /// Whether a batch waits for a catalog that takes nothing.
  bool is_held_up() const { return is_held_up_; }

  /// What run() does with a batch, on the thread of the caller: one transaction, or one for each
  /// file where the catalog refuses a row.
  std::vector<Result<Fate>> record(std::span<const FinishedFile> files);

 private:
  struct Waiting {
    FinishedFile file;
    Recorded recorded;
  };

  std::vector<Waiting> next_batch(const std::stop_token& stop);
  void commit(std::vector<Waiting> batch, const std::stop_token& draining);
  std::vector<Result<Fate>> record_patiently(std::span<const FinishedFile> files,
                                             const std::stop_token& draining);

  Parts parts_;
  std::atomic<bool> is_held_up_ = false;
  std::mutex mutex_;
  std::condition_variable_any came_;
  std::condition_variable taken_;
  std::deque<Waiting> waiting_;
};

}  // namespace pixferry
