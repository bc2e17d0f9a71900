#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/statements.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/catalog_contract.hpp"
#include "testing/fault_proxy.hpp"
#include "testing/postgres_server.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

/// The statement with the end of its message: READ COMMITTED begins like it.
const std::string kCommit{"COMMIT\0", 7};
constexpr auto kUnavailable = ErrorCode::catalog_unavailable;

class PostgresFaultsTest : public PostgresTest {
 protected:
  void end_all_sessions() {
    ask("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = "
        "current_database() AND pid <> pg_backend_pid()");
  }
};

TEST_F(PostgresFaultsTest, AConnectionThatDiedIdleIsReplaced) {
  auto database = migrated();
  end_all_sessions();
  auto transaction = database->begin(context_, Access::write);
  ASSERT_TRUE(transaction) << transaction.error().message;
  EXPECT_TRUE((*transaction)->commit());
}

TEST_F(PostgresFaultsTest, AConnectionThatFellSilentIsNoticedBeforeItIsLent) {
  FaultProxy proxy{shared_postgres().port()};
  auto config = this->config();
  config.url = Secret{PostgresServer::url_at(proxy.port(), name_)};
  config.idle_unchecked_max = milliseconds{-1};
  config.check_max = milliseconds{100};
  auto database = migrated(config);
  proxy.silence_open_connections();
  auto transaction = database->begin(context_, Access::write);
  ASSERT_TRUE(transaction) << transaction.error().message;
  EXPECT_TRUE((*transaction)->commit());
}

TEST_F(PostgresFaultsTest, ATransactionWhoseConnectionDiesRunsAgain) {
  auto database = migrated();
  int tries = 0;
  const auto done = transact(*database, context_, Access::write, [&](Statements& tx) -> Result<> {
    tx.run("INSERT INTO pixferry.setting VALUES ('x', 'y')", {});
    if (++tries == 1) end_all_sessions();
    tx.run("INSERT INTO pixferry.setting VALUES ('z', 'y')", {});
    return {};
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(tries, 2);
  EXPECT_EQ(ask("SELECT count(*) FROM pixferry.setting WHERE value = 'y'"), "2");
}

TEST_F(PostgresFaultsTest, ASerializationFailureRunsAgain) {
  auto database = opened();
  int tries = 0;
  const auto done = transact(*database, context_, Access::write, [&](Statements& tx) -> Result<> {
    if (++tries < 3) tx.run("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$", {});
    return {};
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(tries, 3);
}

TEST_F(PostgresFaultsTest, AProcessThatFreezesInTheMiddleOfALargeStatementLosesItsLocks) {
  FaultProxy proxy{shared_postgres().port()};
  auto config = this->config();
  config.url = Secret{PostgresServer::url_at(proxy.port(), name_)};
  config.idle_in_transaction_max = milliseconds{1000};
  config.transaction_max = std::chrono::minutes{1};
  auto database = migrated(config);
  auto transaction = database->begin(context_, Access::write);
  ASSERT_TRUE(transaction);
  ASSERT_TRUE((*transaction)->query("SELECT pg_advisory_xact_lock(7)::text", {}));

  const auto padding = std::string(20'000, 'x');
  proxy.freeze_after("frozen here");
  std::promise<Result<SqlRows>> answer;
  const std::vector<SqlValue> parameters{padding + "frozen here" + padding};
  const std::jthread frozen{
      [&] { answer.set_value((*transaction)->query("SELECT $1::text", parameters)); }};
  await("SELECT pg_try_advisory_xact_lock(7)", "t");
  EXPECT_FALSE(answer.get_future().get());
}

TEST_F(PostgresFaultsTest, AServerThatIsDownIsNamedAndServesAgainWhenItIsBack) {
  PostgresServer server;
  auto config = this->config();
  config.url = Secret{server.url("postgres")};
  auto database = migrated(config);
  server.crash();
  const auto down = check_schema(context_, *database);
  ASSERT_FALSE(down);
  EXPECT_EQ(down.error().code, kUnavailable);
  EXPECT_THAT(down.error().message, HasSubstr("DATABASE_URL"));
  server.start();
  const auto up = check_schema(context_, *database);
  EXPECT_TRUE(up) << up.error().message;
}

/// A ledger whose connection breaks while it commits: before the server has heard of it, or after.
class CommitTest : public PostgresFaultsTest, public testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    PostgresTest::SetUp();
    proxy_ = std::make_unique<FaultProxy>(shared_postgres().port());
    auto config = this->config();
    config.url = Secret{PostgresServer::url_at(proxy_->port(), name_)};
    database_ = migrated(config);
    ledger_ = std::make_unique<Ledger>(*database_, clock_, limits_);
  }
  void TearDown() override {
    if (database_) expect_consistent(*database_);
    database_.reset();
    PostgresTest::TearDown();
  }

  /// Calls twice: the connection breaks at the first commit.
  template <class Call>
  auto broken_then_repeated(Call call) {
    if (GetParam()) {
      proxy_->cut_after(kCommit);
    } else {
      proxy_->cut_before(kCommit);
    }
    const auto broken = call();
    EXPECT_FALSE(broken);
    if (!broken) {
      EXPECT_EQ(broken.error().code, kUnavailable);
      EXPECT_THAT(broken.error().message, HasSubstr("unknown"));
    }
    return call();
  }

  NewJob new_job() const {
    return {.id = JobId::from_random(1, 2),
            .owner = std::string{kDefaultOwner},
            .root = {.source = SourceKind::google_drive, .id = "root", .resource_key = ""},
            .folder_url = "url",
            .options = {}};
  }
  FolderLease started() {
    EXPECT_TRUE(ledger_->create(context_, new_job()));
    return ledger_->claim_folders(context_, new_job().id, 1)->front();
  }
  FileLease listed() {
    EXPECT_TRUE(ledger_->commit_page(context_, started(), page_of({"a"})));
    return ledger_->claim_files(context_, new_job().id, 1)->front();
  }

  Limits limits_;
  std::unique_ptr<FaultProxy> proxy_;
  std::unique_ptr<PostgresDatabase> database_;
  std::unique_ptr<Ledger> ledger_;
};

TEST_P(CommitTest, AJobIsMadeOnce) {
  const auto created = broken_then_repeated([&] { return ledger_->create(context_, new_job()); });
  ASSERT_TRUE(created);
  EXPECT_EQ(created->id, new_job().id);
  EXPECT_FALSE(created->already_running);
  EXPECT_EQ(ask("SELECT count(*) FROM pixferry.job"), "1");
  EXPECT_EQ(ask("SELECT count(*) FROM pixferry.folder"), "1");
}

TEST_P(CommitTest, APageIsAddedOnce) {
  const auto lease = started();
  const auto page = page_of({"a", "b"});
  EXPECT_TRUE(broken_then_repeated([&] { return ledger_->commit_page(context_, lease, page); }));
  EXPECT_EQ(ask("SELECT count(*) FROM pixferry.file"), "2");
}

TEST_P(CommitTest, AFileIsFinishedOnce) {
  const std::vector<FinishedFile> files{{listed(), imported("A")}};
  const auto fates = broken_then_repeated([&] { return ledger_->finish(context_, files); });
  ASSERT_TRUE(fates);
  EXPECT_EQ(fates->front(), Fate::recorded);
  EXPECT_EQ(ask("SELECT count(*) FROM pixferry.image"), "1");
  EXPECT_EQ(ask("SELECT imported FROM pixferry.job"), "1");
}

TEST_P(CommitTest, AClaimWhoseAnswerIsLostRunsOut) {
  limits_.lease = milliseconds{1};
  started();
  const auto again =
      broken_then_repeated([&] { return ledger_->claim_folders(context_, new_job().id, 1); });
  ASSERT_TRUE(again);
  await("SELECT available_at < clock_timestamp() FROM pixferry.folder", "t");
  EXPECT_EQ(ledger_->claim_folders(context_, new_job().id, 1)->size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Postgres, CommitTest, testing::Bool(), [](const auto& cut) {
  return std::string{cut.param ? "Arrives" : "NeverArrives"};
});

}  // namespace
}  // namespace pixferry
