#include "pipeline/catalog/postgres/postgres_database.hpp"

#include "pipeline/catalog/postgres/postgres_pool.hpp"
#include "pipeline/platform/crash_point.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

/// How long the end of an abandoned transaction may take before its connection is given up.
constexpr std::chrono::seconds kRollbackMax{2};

/// Every statement finds a few rows by an index that was made for it, in the order of that index.
/// As long as the statistics of a growing table lag behind, the planner would rather collect all
/// rows that may fit: into a bitmap to be sorted, into a hash table, or into memory.
constexpr std::string_view kPlanByIndex =
    "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashjoin = off; "
    "SET LOCAL enable_mergejoin = off; SET LOCAL enable_material = off";

/// No value in these comes from outside.
std::string begin_statements(const PostgresConfig& config, Access access) {
  return fmt::format(
      "BEGIN ISOLATION LEVEL {}; SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}; "
      "SET LOCAL idle_in_transaction_session_timeout = {}; {}",
      access == Access::read ? "REPEATABLE READ, READ ONLY" : "READ COMMITTED, READ WRITE",
      config.statement_max.count(), config.lock_max.count(), config.idle_in_transaction_max.count(),
      kPlanByIndex);
}

class PostgresTransaction final : public Transaction {
 public:
  PostgresTransaction(PostgresPool& pool, PostgresPool::Loan loan, Access access)
      : pool_(pool), loan_(std::move(loan)), access_(access) {}

  ~PostgresTransaction() override {
    // A rollback that fails leaves a dead connection, which the pool drops.
    if (is_open_ && loan_.connection->is_alive()) {
      (void)loan_.connection->execute(Context{}.until(pool_.clock().steady() + kRollbackMax),
                                      "ROLLBACK");
    }
    pool_.give_back(std::move(loan_));
  }

  /// A connection that died while it lay idle is replaced once.
  Result<> begin(const Context& context) {
    context_ = context;
    bounded_ = context.until(pool_.clock().steady() + pool_.config().transaction_max);
    const auto statements = begin_statements(pool_.config(), access_);
    auto begun = loan_.connection->execute(bounded_, statements);
    if (!begun && loan_.is_used && begun.error().code == ErrorCode::catalog_interrupted) {
      if (auto replaced = pool_.replace(bounded_, loan_); !replaced) return replaced;
      begun = loan_.connection->execute(bounded_, statements);
    }
    is_open_ = static_cast<bool>(begun);
    return begun;
  }

  Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters) override {
    if (broken_) return *broken_;
    auto rows = loan_.connection->query(bounded_, sql, parameters);
    if (!rows) broken_ = rows.error();
    return rows;
  }

  Result<> run_script(std::string_view script) {
    if (broken_) return *broken_;
    const auto statements = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; " +
                            expand(script, loan_.connection->dialect());
    auto ran = loan_.connection->execute(context_, statements);
    if (!ran) broken_ = ran.error();
    bounded_ = context_;
    return ran;
  }

  Result<> commit() override {
    if (broken_) return *broken_;
    if (access_ != Access::read) crash_point("catalog.before_commit");
    is_open_ = false;
    // A stop that comes now would only leave us without the answer.
    auto committed = loan_.connection->commit({.deadline = bounded_.deadline});
    if (!committed) {
      if (access_ == Access::read || loan_.connection->is_alive()) return committed;
      return outcome_unknown(committed.error());
    }
    if (access_ != Access::read) crash_point("catalog.after_commit");
    return {};
  }

 private:
  static Error outcome_unknown(const Error& cause) {
    return {ErrorCode::catalog_unavailable,
            fmt::format("Whether a transaction was committed is unknown; do it again. {}",
                        cause.message)};
  }

  PostgresPool& pool_;
  PostgresPool::Loan loan_;
  Access access_;
  Context context_;
  Context bounded_;  ///< for everyday statements
  bool is_open_ = false;
  std::optional<Error> broken_;
};

}  // namespace

struct PostgresDatabase::Connections {
  PostgresPool pool;
};

PostgresDatabase::PostgresDatabase(std::unique_ptr<Connections> connections)
    : connections_(std::move(connections)) {}
PostgresDatabase::~PostgresDatabase() = default;

Result<std::unique_ptr<PostgresDatabase>> PostgresDatabase::open(const Context& context,
                                                                 const PostgresConfig& config,
                                                                 const Clock& clock) {
  std::unique_ptr<Connections> connections{new Connections{PostgresPool{config, clock}}};
  auto first = connections->pool.borrow(context);
  if (!first) return first.error();
  connections->pool.give_back(*std::move(first));
  return std::unique_ptr<PostgresDatabase>{new PostgresDatabase{std::move(connections)}};
}

Result<std::unique_ptr<Transaction>> PostgresDatabase::begin(const Context& context,
                                                             Access access) {
  auto& pool = connections_->pool;
  auto loan = pool.borrow(context.until(pool.clock().steady() + pool.config().transaction_max));
  if (!loan) return loan.error();
  auto transaction = std::make_unique<PostgresTransaction>(pool, *std::move(loan), access);
  if (auto begun = transaction->begin(context); !begun) return begun.error();
  return std::unique_ptr<Transaction>{std::move(transaction)};
}

Result<> PostgresDatabase::run_script(Transaction& transaction, std::string_view script) {
  return static_cast<PostgresTransaction&>(transaction).run_script(script);
}

}  // namespace pixferry
