#include "pipeline/catalog/postgres/postgres_pool.hpp"

#include "pipeline/platform/wait.hpp"

namespace pixferry {

PostgresPool::PostgresPool(const PostgresConfig& config, const Clock& clock)
    : config_(config), clock_(clock) {}

Result<PostgresPool::Loan> PostgresPool::borrow(const Context& context) {
  auto loan = take_turn(context);
  if (!loan || loan->connection) return loan;
  if (auto opened = replace(context, *loan); !opened) {
    give_back(*std::move(loan));
    return opened.error();
  }
  return loan;
}

Result<> PostgresPool::replace(const Context& context, Loan& loan) {
  loan = {};
  auto opened = PostgresConnection::open(context, config_, clock_);
  if (!opened) return opened.error();
  loan.connection = *std::move(opened);
  return {};
}

void PostgresPool::give_back(Loan loan) {
  const bool is_alive = loan.connection && loan.connection->is_alive();
  const std::lock_guard lock{mutex_};
  --lent_;
  if (is_alive) idle_.push_back({std::move(loan.connection), clock_.steady()});
  returned_.notify_one();
}

/// Our turn, with the connection that was used last if it is well.
Result<PostgresPool::Loan> PostgresPool::take_turn(const Context& context) {
  Idle idle;
  {
    std::unique_lock lock{mutex_};
    const bool has_turn =
        !context.is_stopped() && wait_until(returned_, lock, context, clock_,
                                            [&] { return lent_ < config_.connections_max; });
    // The wake-up may have been meant for us alone; somebody else must get it.
    if (!has_turn) returned_.notify_one();
    if (context.is_stopped()) return Error{ErrorCode::stopped, "The work was called off."};
    if (!has_turn) {
      return Error{ErrorCode::catalog_unavailable,
                   "All connections to the database of DATABASE_URL were busy until the deadline; "
                   "retry, or run fewer workers in this process."};
    }
    ++lent_;
    if (idle_.empty()) return Loan{};
    idle = std::move(idle_.back());
    idle_.pop_back();
  }
  const bool is_fresh = clock_.steady() - idle.since <= config_.idle_unchecked_max;
  if (!is_fresh && !is_well(context, *idle.connection)) return Loan{};
  return Loan{std::move(idle.connection), true};
}

bool PostgresPool::is_well(const Context& context, PostgresConnection& connection) const {
  const auto latest = clock_.steady() + config_.check_max;
  return static_cast<bool>(connection.execute(context.until(latest), "SELECT 1"));
}

}  // namespace pixferry
