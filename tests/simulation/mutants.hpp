#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "tests/simulation/simulation.hpp"

namespace pixferry {

/// The program with one mistake in it, which the simulation has to notice.
struct Mutant {
  std::string name;
  std::string broken;  ///< part of what the witness says of it
  Mutation mutation;
  bool deletes = false;  ///< shows only where images are deleted
};

inline void PrintTo(const Mutant& mutant, std::ostream* out) {
  *out << mutant.name;
}

const std::vector<Mutant>& mutants();

}  // namespace pixferry
