#include "tests/nth_call/counted_database.hpp"

namespace pixferry {

class CountedDatabase::CountedTransaction final : public Transaction {
 public:
  CountedTransaction(std::unique_ptr<Transaction> real, CallCounter& calls)
      : real_(std::move(real)), calls_(calls) {}

  Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters) override {
    return calls_.pass("database.query", [&] { return real_->query(sql, parameters); });
  }
  Result<> commit() override {
    return calls_.pass("database.commit", [&] { return real_->commit(); });
  }
  Transaction& real() { return *real_; }

 private:
  std::unique_ptr<Transaction> real_;
  CallCounter& calls_;
};

Result<std::unique_ptr<Transaction>> CountedDatabase::begin(const Context& context, Access access) {
  return calls_.pass("database.begin", [&]() -> Result<std::unique_ptr<Transaction>> {
    auto real = real_.begin(context, access);
    if (!real) return real.error();
    return std::unique_ptr<Transaction>{
        std::make_unique<CountedTransaction>(*std::move(real), calls_)};
  });
}

Result<> CountedDatabase::run_script(Transaction& transaction, std::string_view script) {
  return calls_.pass("database.run_script", [&] {
    return real_.run_script(static_cast<CountedTransaction&>(transaction).real(), script);
  });
}

}  // namespace pixferry
