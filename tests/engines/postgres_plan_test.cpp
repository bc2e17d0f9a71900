#include <gmock/gmock.h>

#include "pipeline/catalog/queries.hpp"
#include "testing/postgres_server.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

/// What the server means to do where it plans once, on a catalog without rows and statistics.
class PostgresPlanTest : public PostgresTest {
 protected:
  void SetUp() override {
    PostgresTest::SetUp();
    migrated();
    shared_postgres().run(
        name_, {"ALTER DATABASE " + name_ + " SET plan_cache_mode = force_generic_plan"});
  }
  std::string plan_of(const std::string& check) {
    const auto database = opened();
    auto transaction = *database->begin(context_, Access::read);
    EXPECT_TRUE(database->run_script(*transaction, "PREPARE once AS " + check));
    return explained(*transaction, "EXECUTE once('a', 'b')");
  }
  static std::string explained(Transaction& transaction, std::string_view statement,
                               const std::vector<SqlValue>& parameters = {}) {
    const auto rows = transaction.query("EXPLAIN " + std::string{statement}, parameters);
    EXPECT_TRUE(rows) << rows.error().message;
    std::string plan;
    for (const auto& row : *rows) plan += row.text(0) + "\n";
    return plan;
  }
};

TEST_F(PostgresPlanTest, TheCheckThatAnImageHasItsBlobLooksAtOneRow) {
  EXPECT_THAT(plan_of("SELECT 1 FROM ONLY pixferry.blob WHERE owner = $1 AND sha256 = $2"),
              HasSubstr("Index Cond: ((owner = $1) AND (sha256 = $2))"));
}

TEST_F(PostgresPlanTest, HeldFilesAreFoundByTheEndOfTheirLeases) {
  const auto database = opened();
  auto transaction = *database->begin(context_, Access::read);
  EXPECT_THAT(explained(*transaction, sql::read_held_files, {"a", 0, 0, 1000, 5}),
              ContainsRegex("Index Scan using file_ready on file.*\n"
                            ".*Index Cond: \\(\\(job_id = .*available_at > .*available_at <= "));
}

}  // namespace
}  // namespace pixferry
