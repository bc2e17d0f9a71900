#include <gmock/gmock.h>

#include "testing/postgres_server.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

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
    const auto rows = transaction->query("EXPLAIN EXECUTE once('a', 'b')", {});
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

}  // namespace
}  // namespace pixferry
