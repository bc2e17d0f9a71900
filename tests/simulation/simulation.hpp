#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/simulation/faulty_database.hpp"

namespace pixferry {

/// One run of the whole pipeline.
struct SimulationPlan {
  std::uint64_t seed = 0;
  bool faults = true;
  std::vector<Rewrite> rewrites = {};  ///< of the catalog's statements: a mutant
  bool row_before_object = false;      ///< the other way to make a mutant
};

/// Runs the pipeline of the seed to its end, in one thread and in virtual time: the real ledger,
/// steps and queue on the given catalog, which is emptied first; several workers that die, sleep
/// and come back; a user who cancels and retries; a source, a store and a catalog that fail.
/// Answers the broken promises, none if all is well.
std::vector<std::string> simulate(Database& catalog, const SimulationPlan& plan);

}  // namespace pixferry
