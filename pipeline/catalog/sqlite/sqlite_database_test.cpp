#include "pipeline/catalog/sqlite/sqlite_database.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/sqlite/sqlite_error.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/manual_clock.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class SqliteDatabaseTest : public testing::Test {
 protected:
  std::string path() const { return folder_ / "catalog.db"; }

  std::unique_ptr<SqliteDatabase> opened(Access access = Access::write) {
    auto database = SqliteDatabase::open(path(), clock_, access);
    EXPECT_TRUE(database) << database.error().message;
    return database ? std::move(*database) : nullptr;
  }

  std::unique_ptr<SqliteDatabase> migrated() {
    auto database = opened();
    const auto done = migrate(context_, *database, random_);
    EXPECT_TRUE(done) << done.error().message;
    return database;
  }

  Context within(milliseconds wait) const { return Context{}.until(clock_.steady() + wait); }

  TemporaryDirectory folder_;
  SystemClock clock_;
  SeededRandom random_{3};
  Context context_;
};

TEST_F(SqliteDatabaseTest, WritesAreWalAndFullyDurable) {
  auto database = migrated();
  auto tx = database->begin(context_, Access::write);
  ASSERT_TRUE(tx);
  EXPECT_EQ((*(*tx)->query("PRAGMA pixferry.journal_mode", {}))[0].text(0), "wal");
  EXPECT_EQ((*(*tx)->query("PRAGMA pixferry.synchronous", {}))[0].integer(0), 2);
  EXPECT_EQ((*(*tx)->query("PRAGMA foreign_keys", {}))[0].integer(0), 1);
}

TEST_F(SqliteDatabaseTest, ASecondWriterWaitsNoLongerThanItsDeadline) {
  auto database = migrated();
  auto first = database->begin(context_, Access::write);
  ASSERT_TRUE(first);
  const auto second = database->begin(within(milliseconds{20}), Access::write);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(second.error().message, HasSubstr(path()));
  first->reset();
  EXPECT_TRUE(database->begin(within(milliseconds{20}), Access::write));
}

TEST_F(SqliteDatabaseTest, ASecondWriterStopsWaitingWhenItIsStopped) {
  auto database = migrated();
  auto first = database->begin(context_, Access::write);
  ASSERT_TRUE(first);
  std::optional<ErrorCode> code;
  {
    std::jthread waiting{[&](const std::stop_token& stop) {
      const auto second = database->begin({.stop = stop}, Access::write);
      if (!second) code = second.error().code;
    }};
  }
  EXPECT_EQ(code, ErrorCode::stopped);
}

TEST_F(SqliteDatabaseTest, AReaderNeverWaitsForTheWriter) {
  auto database = migrated();
  auto writing = database->begin(context_, Access::write);
  ASSERT_TRUE(writing);
  ASSERT_TRUE((*writing)->query("INSERT INTO pixferry.setting VALUES ('x', 'y')", {}));
  auto reading = database->begin(within(milliseconds{20}), Access::read);
  ASSERT_TRUE(reading);
  const auto rows = (*reading)->query("SELECT 1 FROM pixferry.setting WHERE name = 'x'", {});
  ASSERT_TRUE(rows);
  EXPECT_TRUE(rows->empty());
}

TEST_F(SqliteDatabaseTest, AReaderCannotWrite) {
  auto database = migrated();
  auto reading = database->begin(context_, Access::read);
  ASSERT_TRUE(reading);
  EXPECT_FALSE((*reading)->query("DELETE FROM pixferry.setting", {}));
}

TEST_F(SqliteDatabaseTest, AnotherProcessThatHoldsTheFileIsNamedAsTheCause) {
  auto database = migrated();
  auto foreign = opened();
  auto holding = foreign->begin(context_, Access::write);
  ASSERT_TRUE(holding);
  const auto refused = database->begin(within(milliseconds{20}), Access::write);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("locked by another process"));
  holding->reset();
  EXPECT_TRUE(database->begin(context_, Access::write));
}

TEST_F(SqliteDatabaseTest, OpenedForReadingItReadsBesideTheWriterAndRefusesToWrite) {
  auto writer = migrated();
  auto writing = writer->begin(context_, Access::write);
  ASSERT_TRUE(writing);
  auto reader = opened(Access::read);
  EXPECT_TRUE(check_schema(context_, *reader));
  const auto refused = reader->begin(context_, Access::write);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("reading only"));
}

TEST_F(SqliteDatabaseTest, OpenedForReadingItCreatesNothing) {
  const auto missing = SqliteDatabase::open(path(), clock_, Access::read);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::catalog_unavailable);
  EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(SqliteDatabaseTest, AFileThatCannotBeOpenedIsNamedWithItsCure) {
  for (const auto& wrong : {folder_.path(), folder_ / "no/such/folder/catalog.db"}) {
    const auto refused = SqliteDatabase::open(wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::catalog_unavailable);
    EXPECT_THAT(refused.error().message, HasSubstr(wrong));
  }
}

TEST_F(SqliteDatabaseTest, AFileThatIsNoDatabaseIsLeftAsItIs) {
  const std::string text(4096, 'x');
  std::ofstream{path()} << text;
  const auto refused = SqliteDatabase::open(path());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("no SQLite database"));
  std::ifstream file{path()};
  EXPECT_EQ((std::string{std::istreambuf_iterator<char>{file}, {}}), text);
}

TEST_F(SqliteDatabaseTest, WhatWasCommittedSurvivesTheDeathOfTheProcess) {
  const auto child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    // Dies without closing anything, between a commit and the next one.
    auto database = migrated();
    const Limits limits;
    Ledger ledger{*database, clock_, limits};
    const NewJob job{.id = JobId::from_random(1, 2),
                     .owner = "default",
                     .root = {.source = SourceKind::dropbox, .id = "root", .resource_key = ""},
                     .folder_url = "url",
                     .options = {}};
    const bool created = static_cast<bool>(ledger.create(context_, job));
    auto open_ended = database->begin(context_, Access::write);
    const bool changed =
        open_ended && (*open_ended)->query("UPDATE pixferry.job SET folder_url = 'lost'", {});
    ::_exit(created && changed ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  auto database = migrated();
  auto reading = database->begin(context_, Access::read);
  ASSERT_TRUE(reading);
  const auto rows = (*reading)->query("SELECT folder_url FROM pixferry.job", {});
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().text(0), "url");
  expect_consistent(path());
}

TEST_F(SqliteDatabaseTest, AFullDiskIsToldApartAndLeavesTheCatalogUsable) {
  auto database = migrated();
  {
    auto writing = database->begin(context_, Access::write);
    ASSERT_TRUE(writing);
    ASSERT_TRUE((*writing)->query("PRAGMA pixferry.max_page_count = 1", {}));
    const auto refused = (*writing)->query("INSERT INTO pixferry.setting VALUES ('x', $1)",
                                           std::vector<SqlValue>{std::string(1 << 20, 'x')});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::storage_full);
    EXPECT_FALSE((*writing)->commit());
  }
  auto writing = database->begin(context_, Access::write);
  ASSERT_TRUE(writing);
  ASSERT_TRUE((*writing)->query("PRAGMA pixferry.max_page_count = 1000000", {}));
  EXPECT_TRUE((*writing)->query("INSERT INTO pixferry.setting VALUES ('x', 'y')", {}));
  EXPECT_TRUE((*writing)->commit());
}

TEST(ClassifySqlite, EveryCodeThatMayComeHasItsMeaning) {
  EXPECT_EQ(classify_sqlite(SQLITE_FULL, "p", "d").code, ErrorCode::storage_full);
  EXPECT_EQ(classify_sqlite(SQLITE_CONSTRAINT_UNIQUE, "p", "d").code, ErrorCode::catalog_conflict);
  EXPECT_EQ(classify_sqlite(SQLITE_CONSTRAINT_FOREIGNKEY, "p", "d").code,
            ErrorCode::catalog_conflict);
  for (const int code :
       {SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED, SQLITE_IOERR_FSYNC, SQLITE_CANTOPEN,
        SQLITE_READONLY_DIRECTORY, SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_NOMEM}) {
    const auto error = classify_sqlite(code, "/data/catalog.db", "why");
    EXPECT_EQ(error.code, ErrorCode::catalog_unavailable) << code;
    EXPECT_THAT(error.message, HasSubstr("/data/catalog.db"));
    EXPECT_THAT(error.message, HasSubstr("why"));
  }
  EXPECT_EQ(classify_sqlite(SQLITE_ERROR, "p", "d").code, ErrorCode::internal);
}

}  // namespace
}  // namespace pixferry
