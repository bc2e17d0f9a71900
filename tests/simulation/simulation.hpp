#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/simulation/faulty_database.hpp"

namespace pixferry {

/// What is wrong with the program on purpose.
struct Mutation {
  std::vector<Rewrite> rewrites = {};  ///< of the catalog's statements
  bool row_before_object = false;
  bool cursor_before_rows = false;
  bool removal_before_doom = false;
};

/// One run of the whole pipeline.
struct SimulationPlan {
  std::uint64_t seed = 0;
  bool faults = true;
  bool deletes = false;  ///< images are deleted, and their objects collected
  Mutation mutation = {};
};

/// Runs the pipeline of the seed to its end, in one thread and in virtual time: the real ledger,
/// steps, queue, pacer, lease keeper and finisher on the given catalog, which is emptied first;
/// several workers that die, sleep and come back; a user who cancels, retries and deletes; a
/// source, a store and a catalog that fail. Answers the broken promises, none if all is well.
std::vector<std::string> simulate(Database& catalog, const SimulationPlan& plan);

}  // namespace pixferry
