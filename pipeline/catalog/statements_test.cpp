#include "pipeline/catalog/statements.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

/// Its commits end as they are told to, the last one again and again.
class ScriptedDatabase final : public Database {
 public:
  explicit ScriptedDatabase(std::vector<Result<>> commits) : commits_(std::move(commits)) {}

  Result<std::unique_ptr<Transaction>> begin(const Context&, Access) override {
    return std::unique_ptr<Transaction>{std::make_unique<ScriptedTransaction>(next())};
  }
  Result<> run_script(Transaction&, std::string_view) override { return {}; }

 private:
  struct ScriptedTransaction final : Transaction {
    explicit ScriptedTransaction(Result<> at_commit) : end(std::move(at_commit)) {}
    Result<SqlRows> query(std::string_view, std::span<const SqlValue>) override {
      return SqlRows{};
    }
    Result<> commit() override { return end; }
    Result<> end;
  };
  Result<> next() { return commits_[std::min(begun_++, commits_.size() - 1)]; }

  std::vector<Result<>> commits_;
  std::size_t begun_ = 0;
};

constexpr auto kInterrupted = ErrorCode::catalog_interrupted;

/// How often the work ran, and how it ended.
std::pair<int, Result<int>> transacted(std::vector<Result<>> commits) {
  ScriptedDatabase database{std::move(commits)};
  int tries = 0;
  auto result = transact(database, Context{}, Access::write,
                         [&](Statements&) -> Result<int> { return ++tries; });
  return {tries, std::move(result)};
}

TEST(Transact, RunsAgainWhatTheEngineBrokeOff) {
  const auto [tries, result] = transacted({Error{kInterrupted, ""}, Error{kInterrupted, ""}, {}});
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, 3);
  EXPECT_EQ(tries, 3);
}

TEST(Transact, GivesUpWhatIsBrokenOffAgainAndAgain) {
  const auto [tries, result] = transacted({Error{kInterrupted, "a deadlock"}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::catalog_unavailable);
  EXPECT_EQ(result.error().message, "a deadlock");
  EXPECT_EQ(tries, kTransactionTriesMax);
}

TEST(Transact, DoesNotRepeatWhatMayHaveBeenCommitted) {
  const auto [tries, result] = transacted({Error{ErrorCode::catalog_unavailable, "unknown"}, {}});
  ASSERT_FALSE(result);
  EXPECT_EQ(tries, 1);
}

}  // namespace
}  // namespace pixferry
