#include <gmock/gmock.h>

#include "pipeline/catalog/disposal.hpp"
#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_deletion_contract() {}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What people take out of a catalog under test.
struct Bin {
  Database& database;
  const Clock& clock;

  std::vector<ImageId> take_images(const std::vector<ImageId>& images,
                                   std::string_view owner = kDefaultOwner) const {
    const auto deleted = Disposal{database, clock}.delete_images(Context{}, owner, images);
    EXPECT_TRUE(deleted) << deleted.error().message;
    expect_consistent(database);
    return deleted ? *deleted : std::vector<ImageId>{};
  }
  Result<> take_job(const JobId& job, ImagesOfDeletedJob images,
                    std::string_view owner = kDefaultOwner) const {
    return Disposal{database, clock}.delete_job(Context{}, owner, job, images);
  }
  /// Clears away what is left of deleted jobs, in steps of one row; how many it took.
  int clear() const {
    Disposal disposal{database, clock, 1};
    for (int steps = 0;; ++steps) {
      const auto more = disposal.delete_rows(Context{});
      EXPECT_TRUE(more) << more.error().message;
      expect_consistent(database);
      if (!more || !*more) return steps;
    }
  }
};

std::vector<ImageId> ids_of(const ImagePage& page) {
  std::vector<ImageId> ids;
  for (const auto& image : page.images) ids.push_back(image.id);
  return ids;
}

TEST_P(CatalogContract, AnImageThatIsDeletedLeavesItsFilesImported) {
  const Bin bin{database(), clock_};
  const auto job = job_with({"a", "b"});
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id));
  settle();
  const auto before = snapshot(job);
  const auto ids = ids_of(images());
  EXPECT_THAT(bin.take_images({ids[0]}), ElementsAre(ids[0]));
  EXPECT_EQ(images().total, 1);
  EXPECT_THAT(ids_of(images()), ElementsAre(ids[1]));
  EXPECT_EQ(snapshot(job).tally, before.tally);
  EXPECT_EQ(snapshot(job).state, JobState::completed);
  const auto file = files(job)[1];
  EXPECT_EQ(file.state, FileState::imported);
  EXPECT_FALSE(file.image);
  EXPECT_EQ(files(job)[0].image, ids[1]);
}

TEST_P(CatalogContract, OnlyImagesThatThereAreAreDeletedAndOnlyTheirOwners) {
  const Bin bin{database(), clock_};
  const auto job = job_with({"a"});
  finish(claim_one(job), imported("A"));
  const auto id = images().images.at(0).id;
  EXPECT_THAT(bin.take_images({id}, "somebody"), IsEmpty());
  EXPECT_THAT(bin.take_images({}), IsEmpty());
  EXPECT_THAT(bin.take_images({ImageId{4711}, id, id, ImageId{-1}}), ElementsAre(id));
  EXPECT_THAT(bin.take_images({id}), IsEmpty());
  EXPECT_EQ(images().total, 0);
}

TEST_P(CatalogContract, AFileWhoseImageWasDeletedIsImportedAgainAsANewImage) {
  const Bin bin{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto first = images().images.at(0).id;
  bin.take_images({first});
  const auto again = job_with({"a"});
  const auto lease = claim_one(again);
  EXPECT_EQ(finish(lease, imported("A")), Fate::recorded);
  ASSERT_EQ(images().images.size(), 1U);
  EXPECT_GT(images().images.at(0).id, first) << "ids are never given twice";
}

TEST_P(CatalogContract, PagesAndTotalsAreExactAfterDeletionsOverManyBuckets) {
  const Bin bin{database(), clock_};
  std::vector<std::string> names;
  for (int i = 0; i < 60; ++i) names.push_back("f" + std::to_string(i));
  const auto job = job_with(names);
  std::vector<FinishedFile> finished;
  for (const auto& lease : claim(job)) finished.push_back({lease, imported(lease.file.id)});
  finish(finished);
  // As if they had come among thousands of others.
  execute("UPDATE pixferry.image_bucket SET images = 0");
  execute("DELETE FROM pixferry.image_bucket");
  execute(
      "UPDATE pixferry.file SET image_id = NULL, state = 'skipped', reason = 'excluded', "
      "stored_bytes = 0");
  execute("UPDATE pixferry.job SET imported = 0, skipped = 60, bytes_done = 0");
  execute("UPDATE pixferry.image SET id = 1000000 - id * 97");
  execute(
      "INSERT INTO pixferry.image_bucket SELECT owner, id / 1000, source, count(*) FROM "
      "pixferry.image GROUP BY owner, id / 1000, source");
  expect_consistent(database());
  auto left = ids_of(images(1, 100));
  ASSERT_EQ(left.size(), 60U);
  while (!left.empty()) {
    std::vector<ImageId> doomed;
    for (std::size_t i = 0; i < left.size(); i += 3) doomed.push_back(left[i]);
    EXPECT_EQ(bin.take_images(doomed).size(), doomed.size());
    std::erase_if(left,
                  [&](const auto& id) { return std::ranges::find(doomed, id) != doomed.end(); });
    EXPECT_EQ(images().total, std::ssize(left));
    EXPECT_EQ(ids_of(images(1, 100)), left);
  }
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.image_bucket"), 0);
}

TEST_P(CatalogContract, AJobThatIsActiveIsNotDeleted) {
  const Bin bin{database(), clock_};
  const auto job = job_with({"a"});
  for (const bool is_paused : {false, true}) {
    if (is_paused) {
      ASSERT_TRUE(ledger_->pause(context_, kDefaultOwner, job));
    }
    const auto refused = bin.take_job(job, ImagesOfDeletedJob::keep);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::catalog_conflict);
  }
  EXPECT_EQ(snapshot(job).state, JobState::paused);
}

TEST_P(CatalogContract, ADeletedJobIsGoneAtOnceForEverybodyAndItsRowsFollow) {
  const Bin bin{database(), clock_};
  const auto job = job_with({"a", "b", "c"});
  const auto leases = claim(job);
  finish({{leases[0], imported("A")}, {leases[1], skipped()}, {leases[2], failed()}});
  settle();
  const auto strange = bin.take_job(job, ImagesOfDeletedJob::keep, "somebody");
  ASSERT_FALSE(strange);
  EXPECT_EQ(strange.error().code, ErrorCode::job_not_found);
  ASSERT_TRUE(bin.take_job(job, ImagesOfDeletedJob::keep));
  EXPECT_TRUE(bin.take_job(job, ImagesOfDeletedJob::keep)) << "it is asked for again";
  const auto found = journal_->job(context_, kDefaultOwner, job);
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
  EXPECT_TRUE(journal_->jobs(context_, kDefaultOwner, {}, "", 10)->jobs.empty());
  EXPECT_EQ(journal_->totals(context_, kDefaultOwner)->files.total, 0);
  const auto retried = ledger_->retry(context_, kDefaultOwner, job);
  ASSERT_FALSE(retried);
  EXPECT_EQ(retried.error().code, ErrorCode::job_not_found);

  EXPECT_EQ(bin.clear(), 5) << "three files, a folder and the job";
  for (const std::string table : {"job", "file", "folder", "event", "job_deletion"}) {
    EXPECT_EQ(number("SELECT count(*) FROM pixferry." + table), 0) << table;
  }
  EXPECT_EQ(images().total, 1);
  EXPECT_FALSE(bin.take_job(job, ImagesOfDeletedJob::keep)) << "there is none any more";
}

TEST_P(CatalogContract, AJobTakesTheImagesAlongThatItAloneImported) {
  const Bin bin{database(), clock_};
  const auto first = import_folder(new_job("one"), page_of({"a", "b"}));
  const auto second = import_folder(new_job("two"), page_of({"b", "c"}));
  ASSERT_EQ(images().total, 3);
  ASSERT_TRUE(bin.take_job(first, ImagesOfDeletedJob::remove));
  bin.clear();
  std::vector<std::string> left;
  for (const auto& image : images().images) left.push_back(image.source_file_id);
  EXPECT_THAT(left, ElementsAre("c", "b")) << "the other job has met b";
  EXPECT_EQ(snapshot(second).tally.total, 2);

  ASSERT_TRUE(bin.take_job(second, ImagesOfDeletedJob::remove));
  bin.clear();
  left.clear();
  for (const auto& image : images().images) left.push_back(image.source_file_id);
  EXPECT_THAT(left, ElementsAre("b")) << "it met b, and did not import it";
}

TEST_P(CatalogContract, OfACancelledJobTheFilesEndFirst) {
  const Bin bin{database(), clock_};
  const auto job = job_with({"a", "b"});
  cancel(job);
  ASSERT_TRUE(bin.take_job(job, ImagesOfDeletedJob::remove));
  EXPECT_EQ(bin.clear(), 0);
  settle();
  EXPECT_EQ(bin.clear(), 4);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.job"), 0);
}

TEST_P(CatalogContract, AFolderWhoseJobWasDeletedIsComparedWithTheOneBefore) {
  const Bin bin{database(), clock_};
  import_folder(new_job(), page_of({"a", "b", "c"}));
  const auto between = import_folder(new_job(), page_of({"a"}));
  ASSERT_TRUE(bin.take_job(between, ImagesOfDeletedJob::keep));
  const auto last = import_folder(new_job(), page_of({"a", "b"}));
  EXPECT_EQ(snapshot(last).vanished_files, 1) << "not the deleted one, which had neither";
  bin.clear();
  EXPECT_THAT(vanished_from(last), ElementsAre("folder/c.jpg"));
}

}  // namespace
}  // namespace pixferry
