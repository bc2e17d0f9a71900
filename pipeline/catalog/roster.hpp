#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// Which process it is that imports.
struct WorkerIdentity {
  std::string id;  ///< random, of one run of one process
  std::string host;
  std::int64_t process_id = 0;
  std::string version;
  int transfers = 0;  ///< how many files it works on at once
};

/// What a worker has in hand.
struct WorkerState {
  int files_held = 0;
  int folders_held = 0;
  bool is_draining = false;
  std::string held_up_by = {};  ///< why it claims nothing; empty: it does
};

struct WorkerRecord {
  WorkerIdentity identity;
  WorkerState state;
  Timestamp started_at;
  Timestamp seen_at;
  bool is_silent = false;  ///< not heard of for longer than it should be
};

/// Who works, for people to see; nothing is decided by it. Thread-safe. Errors: `catalog_*`,
/// `stopped`.
class Roster {
 public:
  static constexpr std::chrono::seconds kReportEvery{10};
  static constexpr std::chrono::seconds kSilentAfter{30};
  static constexpr std::chrono::minutes kForgottenAfter{10};

  Roster(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Writes how things stand with a worker, and forgets those that died long ago.
  Result<> report(const Context& context, const WorkerIdentity& worker, const WorkerState& state);
  /// The worker ends in good order.
  Result<> leave(const Context& context, const std::string& id);
  /// Everybody is gone: for the one process that has just taken the data directory.
  Result<> clear(const Context& context);

  /// The longest at work first, a thousand at most.
  Result<std::vector<WorkerRecord>> workers(const Context& context);

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace pixferry
