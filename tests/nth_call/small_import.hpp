#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/progress/local_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "pipeline/start_import.hpp"
#include "tests/nth_call/counted_database.hpp"
#include "tests/nth_call/counted_feed.hpp"
#include "tests/nth_call/counted_pacer.hpp"
#include "tests/nth_call/counted_queue.hpp"
#include "tests/nth_call/counted_source.hpp"
#include "tests/nth_call/counted_store.hpp"
#include "tests/simulation/simulated_program.hpp"
#include "tests/simulation/simulated_source.hpp"
#include "tests/simulation/virtual_pacer.hpp"

namespace pixferry {

/// The import of twenty files in two folders and four pages, from the request to the end of its
/// job, by two workers in virtual time. One call of a port fails as planned. Where that failure is
/// for good, the one file that it may hit is retried.
class SmallImport {
 public:
  /// Empties the catalog first.
  SmallImport(Database& catalog, const PlannedFailure& planned);

  /// Answers the broken promises, none if all is well.
  std::vector<std::string> run();

  /// Whether the planned call was reached.
  bool has_failed() const { return calls_.has_failed(); }
  int calls(std::string_view call) const { return calls_.calls(call); }
  /// How the import ended: rows and objects, without what may differ from run to run.
  std::string end() const;

 private:
  void start();
  Outcome import_in_a_broken_room(const std::function<Outcome()>& import);
  void retry_what_failed();
  void check_what_is_left();

  Database& catalog_;
  PlannedFailure planned_;
  CallCounter calls_{planned_};
  Dice dice_{1};
  SourceTree tree_;
  Limits limits_;
  ManualClock clock_;
  CountedDatabase database_{catalog_, calls_};
  SimulatedSource real_source_{tree_, dice_, clock_};
  CountedSource source_{real_source_, calls_};
  VirtualPacer real_pacer_{clock_};
  CountedPacer pacer_{real_pacer_, calls_};
  MemoryStore real_store_{dice_};
  CountedStore store_{real_store_, calls_};
  LocalQueue real_queue_{clock_};
  CountedQueue queue_{real_queue_, calls_};
  LocalFeed real_feed_{clock_};
  CountedFeed feed_{real_feed_, calls_};
  SimulatedProgram program_;
  StartImport start_import_{{{&source_}, program_.ledger, queue_, dice_, limits_}};
  std::optional<JobId> job_;
};

}  // namespace pixferry
