#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "tests/simulation/dice.hpp"

namespace pixferry {

/// A part of one of the catalog's statements that reads otherwise: what a bug would have made of
/// it. Nothing changes where `from` does not stand in the statement.
struct Rewrite {
  std::string_view statement;
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
  /// Moves the cursor of a folder although the rows of the page could not be committed.
  bool cursor_apart = false;

  Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) override;
  Result<> run_script(Transaction& transaction, std::string_view script) override;

  /// What the real database refused, although nobody asked it to.
  const std::vector<std::string>& refusals() const { return refusals_; }

 private:
  class FaultyTransaction;

  std::string rewritten(std::string_view sql) const;
  void move_cursor(const std::vector<SqlValue>& parameters);

  Database& real_;
  Dice& dice_;
  std::vector<std::string> refusals_;
};

}  // namespace pixferry
