#pragma once

#include <condition_variable>
#include <deque>
#include <future>
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

  /// Waits until the outcome is committed. With an Error nothing was recorded; the lease runs out
  /// and the file is tried again.
  Result<Fate> finish(FinishedFile file);

  /// Commits until stopped, and then what is still waiting. Nobody may call finish() afterwards.
  void run(std::stop_token stop);

  /// What run() does with a batch, on the thread of the caller: one transaction, or one for each
  /// file where the catalog refuses a row.
  std::vector<Result<Fate>> record(std::span<const FinishedFile> files);

 private:
  struct Waiting {
    FinishedFile file;
    std::promise<Result<Fate>> answer;
  };

  std::vector<Waiting> next_batch(const std::stop_token& stop);
  void commit(std::vector<Waiting> batch);

  Ledger& ledger_;
  ProgressFeed& feed_;
  const Limits& limits_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Waiting> waiting_;
};

}  // namespace pixferry
