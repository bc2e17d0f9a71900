#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <stop_token>
#include <vector>

#include "pipeline/catalog/ledger.hpp"
#include "pipeline/progress/progress_feed.hpp"

namespace pixferry {

/// Writes what became of files, many in one transaction: whatever waits when the last commit is
/// done goes into the next one, so batches grow with the load and nobody waits for a timer.
/// `finish` is thread-safe; `run` belongs to one thread.
class Finisher {
 public:
  Finisher(Ledger& ledger, ProgressFeed& feed, const Limits& limits)
      : ledger_(ledger), feed_(feed), limits_(limits) {}

  /// Told by the finishing thread what became of a file once that is committed. With an Error
  /// nothing was recorded; the lease runs out and the file is tried again.
  using Recorded = std::function<void(const Result<Fate>&)>;

  /// Takes the outcome over. Waits only while as many as two transactions take are waiting already.
  void finish(FinishedFile file, Recorded recorded);

  /// Commits until stopped, and then what is still waiting. Nobody may call finish() afterwards.
  void run(std::stop_token stop);

 private:
  struct Waiting {
    FinishedFile file;
    Recorded recorded;
  };

  std::vector<Waiting> next_batch(const std::stop_token& stop);
  void commit(std::vector<Waiting> batch);
  std::vector<Result<Fate>> record(std::span<const FinishedFile> files);

  Ledger& ledger_;
  ProgressFeed& feed_;
  const Limits& limits_;
  std::mutex mutex_;
  std::condition_variable_any came_;
  std::condition_variable taken_;
  std::deque<Waiting> waiting_;
};

}  // namespace pixferry
