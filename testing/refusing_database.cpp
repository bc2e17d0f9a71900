#include "testing/refusing_database.hpp"

#include <algorithm>
#include <vector>

namespace pixferry {

class RefusingDatabase::RefusingTransaction final : public Transaction {
 public:
  RefusingTransaction(RefusingDatabase& database, std::unique_ptr<Transaction> real, Access access)
      : database_(database),
        real_(std::move(real)),
        is_meant_(access != Access::read && database.only_with.empty()) {}

  Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters) override {
    if (!database_.only_with.empty() && sql.find(database_.only_with) != sql.npos) {
      is_meant_ = true;
    }
    statements_.emplace_back(sql);
    return real_->query(sql, parameters);
  }

  Result<> commit() override {
    if (is_meant_ && database_.refuses) {
      const std::lock_guard lock{database_.mutex_};
      database_.refused_statements_.insert(statements_.begin(), statements_.end());
      return Error{ErrorCode::storage_full, "There is no room left for the catalog."};
    }
    return real_->commit();
  }

  Transaction& real() { return *real_; }

 private:
  RefusingDatabase& database_;
  std::unique_ptr<Transaction> real_;
  bool is_meant_;
  std::vector<std::string> statements_;
};

Result<std::unique_ptr<Transaction>> RefusingDatabase::begin(const Context& context,
                                                             Access access) {
  auto real = real_.begin(context, access);
  if (!real) return real.error();
  return std::unique_ptr<Transaction>{
      std::make_unique<RefusingTransaction>(*this, *std::move(real), access)};
}

bool RefusingDatabase::has_refused(std::string_view text) const {
  const std::lock_guard lock{mutex_};
  return std::ranges::any_of(refused_statements_, [&](const std::string& statement) {
    return statement.find(text) != statement.npos;
  });
}

Result<> RefusingDatabase::run_script(Transaction& transaction, std::string_view script) {
  return real_.run_script(static_cast<RefusingTransaction&>(transaction).real(), script);
}

}  // namespace pixferry
