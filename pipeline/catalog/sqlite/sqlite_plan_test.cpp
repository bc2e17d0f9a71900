#include <gmock/gmock.h>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// How SQLite means to find the rows of a statement with two parameters, a step a line.
std::vector<std::string> plan_of(std::string_view statement) {
  const auto database = *SqliteDatabase::open(":memory:");
  SeededRandom random{1};
  EXPECT_TRUE(migrate(Context{}, *database, random));
  const auto transaction = *database->begin(Context{}, Access::read);
  const std::vector<SqlValue> parameters(2);
  const auto rows = transaction->query("EXPLAIN QUERY PLAN " + std::string{statement}, parameters);
  EXPECT_TRUE(rows) << rows.error().message;
  std::vector<std::string> steps;
  for (const auto& row : *rows) steps.push_back(row.text(3));
  return steps;
}

TEST(SqlitePlan, FindsHeldBytesByTheirHashes) {
  const auto plan = plan_of(sql::find_held_content);
  EXPECT_THAT(plan, Contains(HasSubstr("(owner=? AND sha256=?)")));
  EXPECT_THAT(plan, Contains(HasSubstr("(owner=? AND dropbox_hash=?)")));
}

TEST(SqlitePlan, LooksOnlyAtThePageWhereImagesFollowTheirFiles) {
  const auto plan = plan_of(sql::follow_moved_images);
  EXPECT_THAT(plan, Contains(HasSubstr("(job_id=? AND source_file_id=?)")));
  EXPECT_THAT(plan, Contains(HasSubstr("SEARCH pixferry.image USING INTEGER PRIMARY KEY")));
  EXPECT_THAT(plan, Not(Contains(HasSubstr("SCAN pixferry.image"))));
}

}  // namespace
}  // namespace pixferry
