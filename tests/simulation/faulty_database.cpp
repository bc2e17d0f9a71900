#include "tests/simulation/faulty_database.hpp"

#include "pipeline/catalog/queries.hpp"

namespace pixferry {

class FaultyDatabase::FaultyTransaction final : public Transaction {
 public:
  FaultyTransaction(FaultyDatabase& database, std::unique_ptr<Transaction> real)
      : database_(database), real_(std::move(real)) {}

  Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters) override {
    if (sql == sql::move_cursor) cursor_.assign(parameters.begin(), parameters.end());
    auto rows = real_->query(database_.rewritten(sql), parameters);
    if (!rows) database_.refusals_.push_back(rows.error().message);
    return rows;
  }

  Transaction& real() { return *real_; }

  Result<> commit() override {
    const Error unavailable{ErrorCode::catalog_unavailable, "the catalog does not answer"};
    if (database_.faults && database_.dice_.chance(4)) {
      real_.reset();
      if (database_.cursor_apart && !cursor_.empty()) database_.move_cursor(cursor_);
      return unavailable;
    }
    auto committed = real_->commit();
    if (!committed) database_.refusals_.push_back(committed.error().message);
    if (committed && database_.faults && database_.dice_.chance(4)) return unavailable;
    return committed;
  }

 private:
  FaultyDatabase& database_;
  std::unique_ptr<Transaction> real_;
  std::vector<SqlValue> cursor_;
};

Result<std::unique_ptr<Transaction>> FaultyDatabase::begin(const Context& context, Access access) {
  auto real = real_.begin(context, access);
  if (!real) return real.error();
  return std::unique_ptr<Transaction>{std::make_unique<FaultyTransaction>(*this, *std::move(real))};
}

Result<> FaultyDatabase::run_script(Transaction& transaction, std::string_view script) {
  return real_.run_script(static_cast<FaultyTransaction&>(transaction).real(), script);
}

std::string FaultyDatabase::rewritten(std::string_view sql) const {
  std::string text{sql};
  for (const auto& rewrite : rewrites) {
    if (sql != rewrite.statement) continue;
    if (const auto at = text.find(rewrite.from); at != std::string::npos) {
      text.replace(at, rewrite.from.size(), rewrite.to);
    }
  }
  return text;
}

void FaultyDatabase::move_cursor(const std::vector<SqlValue>& parameters) {
  auto transaction = real_.begin(Context{}, Access::write);
  if (transaction && (*transaction)->query(sql::move_cursor, parameters)) {
    (void)(*transaction)->commit();
  }
}

}  // namespace pixferry
