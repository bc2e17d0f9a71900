#pragma once

#include "pipeline/catalog/database.hpp"
#include "tests/nth_call/call_counter.hpp"

namespace pixferry {

class CountedDatabase final : public Database {
 public:
  CountedDatabase(Database& real, CallCounter& calls) : real_(real), calls_(calls) {}

  Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) override;
  Result<> run_script(Transaction& transaction, std::string_view script) override;

 private:
  class CountedTransaction;

  Database& real_;
  CallCounter& calls_;
};

}  // namespace pixferry
