#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_seen_before_contract() {}

namespace {

TEST_P(CatalogContract, AFileThatIsHereInTheSameRevisionIsSkippedAndShowsItsImage) {
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto again = job_with({"a", "b"});
  const auto rows = files(again);
  EXPECT_EQ(rows[0].state, FileState::skipped);
  EXPECT_EQ(rows[0].reason, ErrorCode::already_imported);
  EXPECT_EQ(rows[0].image, images().images.front().id);
  EXPECT_EQ(rows[1].state, FileState::pending);
}

TEST_P(CatalogContract, AnotherRevisionOrNoneIsImportedAgain) {
  finish(claim_one(job_with({"a"})), imported("A"));
  for (const auto* const revision : {"2", ""}) {
    const auto job = start(std::string{"root "} + revision);
    auto page = page_of({"a"});
    page.files[0].file.revision = revision;
    EXPECT_EQ(commit(claim_folder(job), page).files_pending, 1);
  }
}

TEST_P(CatalogContract, AnImageOfAnotherOwnerOrSourceSkipsNothing) {
  finish(claim_one(job_with({"a"})), imported("A"));
  auto other_owner = new_job("r1");
  other_owner.owner = "somebody";
  auto other_source = new_job("r2");
  other_source.root.source = SourceKind::dropbox;
  for (const auto& job : {other_owner, other_source}) {
    start(job);
    EXPECT_EQ(commit(claim_folder(job.id), page_of({"a"})).files_pending, 1);
  }
}

TEST_P(CatalogContract, AnUnchangedFileThatWasRenamedOrMovedKeepsItsImageUnderItsNewName) {
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto before = images().images.front();
  const auto job = start("again");
  auto page = page_of({"a"});
  page.files[0].file.name = "renamed.jpg";
  page.files[0].file.path = "elsewhere/renamed.jpg";
  EXPECT_EQ(commit(claim_folder(job), page).files_pending, 0);
  ASSERT_EQ(images().total, 1);
  const auto after = images().images.front();
  EXPECT_EQ(after.id, before.id);
  EXPECT_EQ(after.name, "renamed.jpg");
  EXPECT_EQ(after.path, "elsewhere/renamed.jpg");
  EXPECT_EQ(after.blob.sha256, before.blob.sha256);
  EXPECT_EQ(only_file(job).reason, ErrorCode::already_imported);
}

TEST_P(CatalogContract, AnUnchangedFileThatAJobMeetsTwiceIsShownWhereItMetItFirst) {
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto job = start("again");
  auto lease = claim_folder(job);
  auto page = page_of({"a"}, "page 2");
  page.files[0].file.path = "first/a.jpg";
  commit(lease, page);
  lease.page_token = "page 2";
  auto again = page_of({"a", "b"});
  again.files[0].file.path = "second/a.jpg";
  commit(lease, again);
  EXPECT_EQ(images().images.front().path, "first/a.jpg");
}

TEST_P(CatalogContract, AnImageOfAnotherRevisionKeepsItsNameUntilItsFileIsImported) {
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto job = start("again");
  auto page = page_of({"a"});
  page.files[0].file.revision = "2";
  page.files[0].file.name = "renamed.jpg";
  commit(claim_folder(job), page);
  EXPECT_EQ(images().images.front().name, "a.jpg");
}

TEST_P(CatalogContract, ANewRevisionLeavesTheOldBytesWithoutAnImage) {
  finish(claim_one(job_with({"a"})), imported("before"));
  const auto job = start("again");
  auto page = page_of({"a"});
  page.files[0].file.revision = "2";
  commit(claim_folder(job), page);
  finish(claim_one(job), imported("after"));
  EXPECT_EQ(images().images.front().blob.sha256, blob_of("after").sha256);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob WHERE NOT EXISTS (SELECT 1 FROM "
                   "pixferry.image WHERE image.owner = blob.owner AND image.sha256 = blob.sha256)"),
            1);
}

}  // namespace
}  // namespace pixferry
