#include "pipeline/catalog/sqlite/sqlite_pool.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

/// No turn takes longer than this to come, whatever the caller's deadline: it keeps the arithmetic
/// of time points in range.
constexpr std::chrono::hours kWaitMax{24};

}  // namespace

SqlitePool::SqlitePool(Plan plan, const Clock& clock) : plan_(std::move(plan)), clock_(clock) {}

Result<std::unique_ptr<SqliteConnection>> SqlitePool::borrow(const Context& context) {
  {
    std::unique_lock lock{mutex_};
    if (auto turn = wait_for_turn(lock, context); !turn) return turn.error();
    ++lent_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  auto opened = SqliteConnection::open(plan_.path, plan_.role);
  if (!opened) give_back(nullptr);
  return opened;
}

void SqlitePool::give_back(std::unique_ptr<SqliteConnection> connection) {
  const std::lock_guard lock{mutex_};
  --lent_;
  if (connection) idle_.push_back(std::move(connection));
  returned_.notify_one();
}

Result<> SqlitePool::wait_for_turn(std::unique_lock<std::mutex>& lock, const Context& context) {
  const auto is_free = [&] { return lent_ < plan_.connections_max; };
  if (context.is_stopped()) return Error{ErrorCode::stopped, "The work was called off."};
  if (is_free()) return {};
  const auto now = clock_.steady();
  const auto wait = context.deadline - now < kWaitMax ? context.deadline - now : kWaitMax;
  if (returned_.wait_for(lock, context.stop, wait, is_free)) return {};
  // The wake-up may have been meant for us alone; somebody else must get it.
  returned_.notify_one();
  if (context.is_stopped()) return Error{ErrorCode::stopped, "The work was called off."};
  return Error{ErrorCode::catalog_unavailable,
               fmt::format("The catalog {} was busy with other work until the deadline; retry.",
                           plan_.path)};
}

}  // namespace pixferry
