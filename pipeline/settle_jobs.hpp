#pragma once

#include "pipeline/catalog/kept_answers.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry {

/// The fourth step, done every second by every process: ends what has come to its end, and
/// announces work that nobody announced, and forgets answers whose day is over. Idempotent, so no
/// worker has to be "the last one", and a queue may lose everything. Thread-safe.
class SettleJobs {
 public:
  struct Parts {
    Ledger& ledger;
    WorkQueue& queue;
    ProgressFeed& feed;
    KeptAnswers* kept_answers = nullptr;  ///< none: they are somebody else's to sweep
  };

  explicit SettleJobs(Parts parts) : parts_(parts) {}

  /// Error: the catalog's; what was not settled now is settled by the next call.
  Result<> run(const Context& context);

 private:
  Parts parts_;
};

}  // namespace pixferry
