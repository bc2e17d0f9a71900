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

/// The Dropbox file of that id, which declares the hash of those made-up bytes.
PageFile dropbox_file(const std::string& id, const Sha256& hash, std::int64_t size_bytes) {
  auto entry = page_file(id);
  entry.file.sha256.reset();
  entry.file.dropbox_hash = hash;
  entry.file.size_bytes = size_bytes;
  return entry;
}

/// A file of that id which declares the SHA-256 and the size of those made-up bytes.
PageFile copy_of(const std::string& bytes, const std::string& id) {
  auto entry = page_file(id);
  entry.file.sha256 = blob_of(bytes).sha256;
  entry.file.size_bytes = blob_of(bytes).size_bytes;
  return entry;
}

TEST_P(CatalogContract, AFileWhoseDeclaredBytesAreHereComesWithThem) {
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto job = start("copies");
  commit(claim_folder(job), {.files = {copy_of("A", "copy")}});
  const auto lease = claim_one(job);
  ASSERT_TRUE(lease.held);
  EXPECT_EQ(lease.held->sha256, blob_of("A").sha256);
  EXPECT_EQ(lease.held->size_bytes, blob_of("A").size_bytes);
  EXPECT_EQ(lease.held->key, blob_of("A").key);
  EXPECT_EQ(finish(lease, Imported{.blob = *lease.held, .was_held = true}), Fate::recorded);
  const auto row = only_file(job);
  EXPECT_EQ(row.state, FileState::imported);
  EXPECT_EQ(row.detail, "Its bytes were here already; nothing was fetched.");
  EXPECT_EQ(images().total, 2);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob"), 1);
}

TEST_P(CatalogContract, BytesThatAreHereAreFoundByTheHashOfDropboxToo) {
  auto blob = blob_of("A");
  blob.dropbox_hash = blob_of("what Dropbox makes of A").sha256;
  finish(claim_one(job_with({"a"})), Imported{blob});
  auto copies = new_job("copies");
  copies.root.source = SourceKind::dropbox;
  const auto job = start(copies);
  commit(claim_folder(job), {.files = {dropbox_file("copy", *blob.dropbox_hash, blob.size_bytes)}});
  const auto lease = claim_one(job);
  EXPECT_EQ(lease.file.dropbox_hash, blob.dropbox_hash);
  ASSERT_TRUE(lease.held);
  EXPECT_EQ(lease.held->sha256, blob.sha256);
}

TEST_P(CatalogContract, OtherBytesAnotherSizeAndAnotherOwnerHoldNothing) {
  finish(claim_one(job_with({"a"})), imported("A"));
  auto other_size = copy_of("A", "longer than it was");
  ++*other_size.file.size_bytes;
  auto only_md5 = copy_of("A", "a twin in MD5");
  only_md5.file.sha256.reset();
  only_md5.file.md5 = Md5{};
  const auto job = start("copies");
  commit(claim_folder(job), {.files = {other_size, only_md5, copy_of("B", "other bytes")}});
  auto theirs = new_job("theirs");
  theirs.owner = "somebody";
  start(theirs);
  commit(claim_folder(theirs.id), {.files = {copy_of("A", "copy")}});
  for (const auto& lease : claim(job)) EXPECT_FALSE(lease.held) << lease.file.id;
  EXPECT_FALSE(claim_one(theirs.id).held);
}

TEST_P(CatalogContract, BytesThatAreHereAreFoundAlsoWithoutADeclaredSize) {
  finish(claim_one(job_with({"a"})), imported("A"));
  auto copy = copy_of("A", "copy");
  copy.file.size_bytes.reset();
  const auto job = start("copies");
  commit(claim_folder(job), {.files = {copy}});
  EXPECT_TRUE(claim_one(job).held);
}

}  // namespace
}  // namespace pixferry
