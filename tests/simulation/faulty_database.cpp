#include "tests/simulation/faulty_database.hpp"

namespace pixferry {

class FaultyDatabase::FaultyTransaction final : public Transaction {
 public:
  FaultyTransaction(FaultyDatabase& database, std::unique_ptr<Transaction> real)
      : database_(database), real_(std::move(real)) {}

  Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters) override {
    if (database_.rewrites.empty()) return real_->query(sql, parameters);
    std::string text{sql};
    for (const auto& [from, to] : database_.rewrites) {
      if (const auto at = text.find(from); at != std::string::npos) {
        text.replace(at, from.size(), to);
      }
    }
    return real_->query(text, parameters);
  }

  Transaction& real() { return *real_; }

  Result<> commit() override {
    const Error unavailable{ErrorCode::catalog_unavailable, "the catalog does not answer"};
    if (database_.faults && database_.dice_.chance(2)) return unavailable;
    auto committed = real_->commit();
    if (committed && database_.faults && database_.dice_.chance(4)) return unavailable;
    return committed;
  }

 private:
  FaultyDatabase& database_;
  std::unique_ptr<Transaction> real_;
};

Result<std::unique_ptr<Transaction>> FaultyDatabase::begin(const Context& context, Access access) {
  auto real = real_.begin(context, access);
  if (!real) return real.error();
  return std::unique_ptr<Transaction>{std::make_unique<FaultyTransaction>(*this, *std::move(real))};
}

Result<> FaultyDatabase::run_script(Transaction& transaction, std::string_view script) {
  return real_.run_script(static_cast<FaultyTransaction&>(transaction).real(), script);
}

}  // namespace pixferry
