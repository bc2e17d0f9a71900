#pragma once

#include <deque>
#include <functional>

#include "pipeline/paced_source.hpp"
#include "pipeline/settle_jobs.hpp"
#include "testing/manual_clock.hpp"
#include "tests/simulation/simulated_worker.hpp"

namespace pixferry {

/// The program in one thread and in virtual time: the real ledger, steps, housekeeping and parts of
/// the worker, on the ports that it is given, watched by a witness.
class SimulatedProgram {
 public:
  /// The world as the program sees it.
  struct Ports {
    Database& database;
    SourceProvider& source;
    Pacer& pacer;
    ObjectStore& store;
    WorkQueue& queue;
    ProgressFeed& feed;
  };
  /// The world as it is.
  struct World {
    Database& catalog;
    MemoryStore& store;
    const SourceTree& tree;
    Dice& dice;
    ManualClock& clock;
    const Limits& limits;
  };

  SimulatedProgram(Ports ports, World world, int workers_count);

  /// Settles and works, and lets time pass, until every job has ended and nobody holds anything, or
  /// it takes too long.
  void come_to_an_end();
  bool is_idle() const;

  /// What happens around the import of a file; nothing unless it is set.
  std::function<Outcome(const std::function<Outcome()>& import)> around_import;
  /// What is done besides, each time jobs are settled on the way to the end.
  std::function<void()> keep_house_too;

 private:
  Outcome import(const Context& context, const FileLease& lease);
  bool all_jobs_ended();
  void keep_house();

  World world_;
  Instant settle_at_ = Instant::min();
  PacedSource source_;
  SourceFinder find_source_ = [this](SourceKind) -> SourceProvider& { return source_; };
  RetryPolicy retry_;

 public:
  SpoolRoom spools;
  Ledger ledger;
  ListFolder list_folder;
  ImportImage import_image;
  SettleJobs settle_jobs;
  Witness witness;
  std::deque<SimulatedWorker> workers;
};

}  // namespace pixferry
