#include <gmock/gmock.h>

#include <algorithm>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/image_statement.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// How SQLite means to find the rows of a statement, a step a line.
std::vector<std::string> plan_of(std::string_view statement,
                                 const std::vector<SqlValue>& parameters = {{}, {}}) {
  const auto database = *SqliteDatabase::open(":memory:");
  SeededRandom random{1};
  EXPECT_TRUE(migrate(Context{}, *database, random));
  const auto transaction = *database->begin(Context{}, Access::read);
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

TEST(SqlitePlan, FindsCallsOfWebhooksThatAreDueAmongThoseThatWait) {
  const auto plan = plan_of(sql::claim_webhook_deliveries, {0, 8, 1000});
  EXPECT_THAT(plan, Contains(HasSubstr("webhook_delivery_due (available_at<?)")));
  EXPECT_THAT(plan, Contains(HasSubstr("webhook_delivery_waiting (webhook_id=? AND")));
  EXPECT_THAT(plan, Not(Contains(HasSubstr("webhook_delivery_newest"))));
}

TEST(SqlitePlan, LooksOnlyAtThePageWhereImagesFollowTheirFiles) {
  const auto plan = plan_of(sql::follow_moved_images);
  EXPECT_THAT(plan, Contains(HasSubstr("(job_id=? AND source_file_id=?)")));
  EXPECT_THAT(plan, Contains(HasSubstr("SEARCH pixferry.image USING INTEGER PRIMARY KEY")));
  EXPECT_THAT(plan, Not(Contains(HasSubstr("SCAN pixferry.image"))));
}

TEST(SqlitePlan, CutsPagesOfImagesOutOfTheIndexOfTheirOrder) {
  const auto job = JobId::from_random(1, 2);
  const std::vector<std::pair<ImageSelection, std::string>> cases{
      {{}, "image_newest (owner=? AND id<?)"},
      {{.source = SourceKind::dropbox}, "image_newest_of_source (owner=? AND source=? AND id<?)"},
      {{.order = ImageOrder::oldest}, "image_newest (owner=? AND id>?)"},
      {{.order = ImageOrder::taken_newest}, "image_timeline (owner=? AND timeline_at<?)"},
      {{.type = ImageType::png, .order = ImageOrder::taken_oldest},
       "image_timeline (owner=? AND timeline_at>?)"},
      {{.order = ImageOrder::name}, "image_name (owner=? AND <expr>>?)"},
      {{.job = job}, "file_image_of_job (job_id=? AND image_id>? AND image_id<?)"}};
  for (const auto& [selection, index] : cases) {
    const auto statement = read_images("default", selection,
                                       {.after = ImageCursor{.id = 7}, .offset = 0, .limit = 20});
    const auto plan = plan_of(statement.text, statement.parameters);
    EXPECT_THAT(plan, Contains(HasSubstr(index)));
    // The page itself is put in order once more.
    EXPECT_EQ(std::ranges::count_if(
                  plan, [](const auto& step) { return step.find("TEMP B-TREE") != step.npos; }),
              1)
        << index;
  }
}

TEST(SqlitePlan, FindsHeldFilesByTheEndOfTheirLeasesAndNotAmongAllFilesOfTheJob) {
  const auto plan = plan_of(sql::read_held_files, std::vector<SqlValue>(5));
  EXPECT_THAT(plan,
              Contains(HasSubstr("file_ready (job_id=? AND available_at>? AND available_at<?)")));
  EXPECT_THAT(plan, Not(Contains(HasSubstr("file_of_job"))));
}

TEST(SqlitePlan, FindsWhatNobodyLookedIntoWithoutLookingAtTheRest) {
  const auto plan = plan_of(sql::claim_uninspected_blobs, std::vector<SqlValue>(5));
  EXPECT_THAT(plan, Contains(HasSubstr("blob_uninspected (inspect_at<?)")));
  EXPECT_THAT(plan, Not(Contains(HasSubstr("TEMP B-TREE"))));
}

}  // namespace
}  // namespace pixferry
