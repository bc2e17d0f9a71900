#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "pipeline/catalog/database.hpp"

namespace pixferry {

/// A catalog on a disk that fills up: a real one, of which transactions are refused as
/// `storage_full` while `refuses` is set. Where `only_with` is not empty, only those are that run a
/// statement with that text in it.
class RefusingDatabase final : public Database {
 public:
  explicit RefusingDatabase(Database& real) : real_(real) {}

  Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) override;
  Result<> run_script(Transaction& transaction, std::string_view script) override;

  std::atomic<bool> refuses = false;
  std::string only_with;  ///< set before threads use it

  /// Whether a transaction was refused that ran a statement with the text in it.
  bool has_refused(std::string_view text) const;

 private:
  class RefusingTransaction;
  Database& real_;
  mutable std::mutex mutex_;
  std::set<std::string> refused_statements_;
};

}  // namespace pixferry
