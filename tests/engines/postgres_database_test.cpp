#include <gmock/gmock.h>

#include <barrier>
#include <thread>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/statements.hpp"
#include "testing/manual_clock.hpp"
#include "testing/postgres_server.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using testing::Each;
using testing::HasSubstr;

class PostgresDatabaseTest : public PostgresTest {
 protected:
  /// How many sessions of this database run that statement.
  static std::string running(const std::string& statement) {
    return "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = "
           "'active' AND query LIKE '" +
           statement + "%'";
  }
};

TEST_F(PostgresDatabaseTest, AReadIsOneSnapshotAndCannotWrite) {
  auto database = migrated();
  auto reading = database->begin(context_, Access::read);
  ASSERT_TRUE(reading);
  EXPECT_EQ(*first_cell(**reading, "SHOW transaction_isolation"), "repeatable read");
  const auto settings = "SELECT CAST(count(*) AS text) FROM pixferry.setting";
  const auto before = first_cell(**reading, settings);
  shared_postgres().run(name_, {"INSERT INTO pixferry.setting VALUES ('x', 'y')"});
  EXPECT_EQ(*first_cell(**reading, settings), *before);
  EXPECT_FALSE((*reading)->query("DELETE FROM pixferry.setting", {}));
}

TEST_F(PostgresDatabaseTest, AWriteOfEitherKindSeesWhatOthersHaveCommitted) {
  auto database = opened();
  for (const auto access : {Access::write, Access::write_lease}) {
    auto writing = database->begin(context_, access);
    ASSERT_TRUE(writing);
    EXPECT_EQ(*first_cell(**writing, "SHOW transaction_isolation"), "read committed");
    EXPECT_EQ(*first_cell(**writing, "SHOW transaction_read_only"), "off");
  }
}

TEST_F(PostgresDatabaseTest, TheServerEndsAStatementThatTakesTooLong) {
  auto config = this->config();
  config.statement_max = milliseconds{50};
  auto database = opened(config);
  auto transaction = database->begin(context_, Access::read);
  ASSERT_TRUE(transaction);
  const auto late = first_cell(**transaction, "SELECT pg_sleep(60)");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(late.error().message, HasSubstr("too long"));
  transaction->reset();
  EXPECT_TRUE(database->begin(context_, Access::read));
}

TEST_F(PostgresDatabaseTest, AWaitForALockEnds) {
  auto config = this->config();
  config.lock_max = milliseconds{50};
  auto database = migrated(config);
  const auto update = "UPDATE pixferry.setting SET value = value";
  auto first = database->begin(context_, Access::write);
  ASSERT_TRUE(first);
  ASSERT_TRUE((*first)->query(update, {}));
  auto second = database->begin(context_, Access::write);
  ASSERT_TRUE(second);
  const auto late = (*second)->query(update, {});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(late.error().message, HasSubstr("lock"));
}

TEST_F(PostgresDatabaseTest, AStopCallsOffTheStatementOnTheServerToo) {
  auto database = opened();
  std::optional<Error> error;
  std::jthread working{[&](const std::stop_token& stop) {
    auto transaction = database->begin({.stop = stop}, Access::read);
    ASSERT_TRUE(transaction);
    const auto rows = first_cell(**transaction, "SELECT pg_sleep(60)");
    if (!rows) error = rows.error();
  }};
  await(running("SELECT pg_sleep"), "1");
  working.request_stop();
  working.join();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::stopped);
  await(running("SELECT pg_sleep"), "0");
  EXPECT_TRUE(database->begin(context_, Access::read));
}

TEST_F(PostgresDatabaseTest, ADeadlineCallsOffTheStatementOnTheServerToo) {
  auto database = opened();
  auto transaction = database->begin(within(milliseconds{200}), Access::read);
  ASSERT_TRUE(transaction);
  const auto late = first_cell(**transaction, "SELECT pg_sleep(60)");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(late.error().message, HasSubstr("in time"));
  await(running("SELECT pg_sleep"), "0");
}

TEST_F(PostgresDatabaseTest, WithoutADeadlineATransactionIsBoundedToo) {
  auto config = this->config();
  config.transaction_max = milliseconds{200};
  auto database = opened(config);
  auto transaction = database->begin(context_, Access::read);
  ASSERT_TRUE(transaction);
  const auto late = first_cell(**transaction, "SELECT pg_sleep(60)");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(late.error().message, HasSubstr("in time"));
}

TEST_F(PostgresDatabaseTest, AFullPoolKeepsWaitersToTheirDeadlineAndServesThemInTime) {
  auto config = this->config();
  config.connections_max = 1;
  auto database = opened(config);
  auto first = database->begin(context_, Access::read);
  ASSERT_TRUE(first);
  const auto late = database->begin(within(milliseconds{20}), Access::read);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(late.error().message, HasSubstr("DATABASE_URL"));
  std::optional<ErrorCode> stopped;
  {
    std::jthread waiting{[&](const std::stop_token& stop) {
      const auto turn = database->begin({.stop = stop}, Access::read);
      if (!turn) stopped = turn.error().code;
    }};
  }
  EXPECT_EQ(stopped, ErrorCode::stopped);
  first->reset();
  EXPECT_TRUE(database->begin(within(milliseconds{10'000}), Access::read));
}

TEST_F(PostgresDatabaseTest, TheLoserOfADeadlockTriesAgain) {
  auto database = migrated();
  shared_postgres().run(name_, {"INSERT INTO pixferry.setting VALUES ('a', ''), ('b', '')"});
  std::barrier both_hold{2};
  std::atomic<int> tries = 0;
  const auto update = [&](const std::string& first, const std::string& second) {
    bool is_first_try = true;
    const auto done = transact(*database, context_, Access::write, [&](Statements& tx) -> Result<> {
      ++tries;
      constexpr auto kUpdate = "UPDATE pixferry.setting SET value = value || $2 WHERE name = $1";
      tx.run(kUpdate, {first, std::string{"x"}});
      if (std::exchange(is_first_try, false)) both_hold.arrive_and_wait();
      tx.run(kUpdate, {second, std::string{"x"}});
      return {};
    });
    EXPECT_TRUE(done) << done.error().message;
  };
  {
    std::jthread forwards{[&] { update("a", "b"); }};
    std::jthread backwards{[&] { update("b", "a"); }};
  }
  EXPECT_EQ(tries, 3);
  EXPECT_EQ(ask("SELECT string_agg(value, ',') FROM pixferry.setting WHERE name IN ('a', 'b')"),
            "xx,xx");
}

TEST_F(PostgresDatabaseTest, ProcessesThatMigrateAtOnceMakeOneSchema) {
  constexpr int kProcesses = 6;
  std::vector<std::string> secrets(kProcesses);
  {
    std::vector<std::jthread> processes;
    for (auto& secret : secrets) {
      processes.emplace_back([&] {
        auto database = migrated();
        const auto read = object_secret(context_, *database);
        if (read) secret = read->reveal();
      });
    }
  }
  EXPECT_FALSE(secrets.front().empty());
  EXPECT_THAT(secrets, Each(secrets.front()));
}

TEST_F(PostgresDatabaseTest, TheSchemaIsClosedToStrangers) {
  shared_postgres().run(name_, {"ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO anon, PUBLIC",
                                "ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO anon, PUBLIC",
                                "ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO anon, PUBLIC"});
  migrated();
  EXPECT_EQ(ask("SELECT has_schema_privilege('anon', 'pixferry', 'USAGE')"), "f");
  EXPECT_EQ(ask("SELECT count(*) FROM pg_class c, unnest(ARRAY['anon', 'locked']) AS stranger "
                "WHERE relnamespace = 'pixferry'::regnamespace AND relkind = 'r' AND "
                "has_table_privilege(stranger, c.oid, 'SELECT, INSERT, UPDATE, DELETE')"),
            "0");
  shared_postgres().run(name_,
                        {"ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM anon, PUBLIC",
                         "ALTER DEFAULT PRIVILEGES REVOKE ALL ON SCHEMAS FROM anon, PUBLIC",
                         "ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM anon, PUBLIC"});

  auto stranger = config();
  stranger.url = Secret{"postgresql://anon@127.0.0.1:" + std::to_string(shared_postgres().port()) +
                        "/" + name_};
  auto database = opened(stranger);
  auto reading = database->begin(context_, Access::read);
  ASSERT_TRUE(reading);
  const auto refused = (*reading)->query("SELECT count(*) FROM pixferry.job", {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("permission denied"));
}

TEST_F(PostgresDatabaseTest, WorkersWithWrongClocksHoldLeasesAsLongAsAllOthers) {
  auto database = migrated();
  const Limits limits;
  ManualClock fast;
  ManualClock slow;
  fast.advance(std::chrono::hours{24 * 365 * 40});
  Ledger hasty{*database, fast, limits};
  Ledger tardy{*database, slow, limits};
  const NewJob job{.id = JobId::from_random(1, 2),
                   .owner = "default",
                   .root = {.source = SourceKind::google_drive, .id = "root", .resource_key = ""},
                   .folder_url = "url",
                   .options = {}};
  ASSERT_TRUE(hasty.create(context_, job));
  const auto first = tardy.claim_folders(context_, job.id, 10);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->size(), 1U) << "what is due is due by the database's clock";
  const auto second = hasty.claim_folders(context_, job.id, 10);
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->empty()) << "a lease runs out by the database's clock";
}

}  // namespace
}  // namespace pixferry
