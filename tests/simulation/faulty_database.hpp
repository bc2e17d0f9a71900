#pragma once

#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "tests/simulation/dice.hpp"

namespace pixferry {

/// Text of the catalog's statements that stands there otherwise: what a bug would have left out.
struct Rewrite {
  std::string from;
  std::string to;
};

/// A database whose commits, with `faults` on, fail sometimes: nothing is done, or all is done and
/// the answer is lost. Single threaded.
class FaultyDatabase final : public Database {
 public:
  FaultyDatabase(Database& real, Dice& dice) : real_(real), dice_(dice) {}

  bool faults = false;
  std::vector<Rewrite> rewrites;

  Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) override;
  Result<> run_script(Transaction& transaction, std::string_view script) override;

 private:
  class FaultyTransaction;

  Database& real_;
  Dice& dice_;
};

}  // namespace pixferry
