#include <gmock/gmock.h>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_vanished_contract() {}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(CatalogContract, VanishedFilesAreThoseOfTheLastImportThatTheFolderHoldsNoMore) {
  const auto first = import_folder(new_job(), page_of({"a", "b", "c", "d"}));
  EXPECT_EQ(snapshot(first).vanished_files, 0);
  const auto second = import_folder(new_job(), page_of({"b", "new"}));
  EXPECT_EQ(snapshot(second).vanished_files, 3);
  EXPECT_THAT(vanished_from(second), ElementsAre("folder/a.jpg", "folder/c.jpg", "folder/d.jpg"));
  EXPECT_EQ(vanished_from(second, 1), vanished_from(second)) << "page by page";
  EXPECT_EQ(images().total, 5) << "their images stay";
  const auto third = import_folder(new_job(), page_of({"b", "new"}));
  EXPECT_EQ(snapshot(third).vanished_files, 0) << "they were told of once";
  EXPECT_THAT(vanished_from(third), IsEmpty());
}

TEST_P(CatalogContract, VanishedFilesAreNotKnownBeforeTheEnd) {
  import_folder(new_job(), page_of({"a", "b"}));
  clock_.advance(std::chrono::seconds{1});
  const auto job = start();
  list(job, {"a", "new"});
  EXPECT_FALSE(snapshot(job).vanished_files);
  EXPECT_THAT(vanished_from(job), IsEmpty());
  finish(claim_one(job), imported("new"));
  settle();
  EXPECT_EQ(snapshot(job).vanished_files, 1);
}

TEST_P(CatalogContract, VanishedFilesAreNotThoseThatHadNoImage) {
  auto page = page_of({"a", "text"});
  page.files[1].ended = {FileState::skipped, ErrorCode::unsupported_type, "It is text."};
  import_folder(new_job(), page);
  EXPECT_EQ(snapshot(import_folder(new_job(), page_of({"a"}))).vanished_files, 0);
}

TEST_P(CatalogContract, VanishedFilesAreNotKnownWhereASubfolderCouldNotBeRead) {
  import_folder(new_job(), page_of({"a", "b"}));
  auto page = page_of({"a"});
  page.folders = {page_folder("sub")};
  clock_.advance(std::chrono::seconds{1});
  const auto job = start();
  commit(claim_folder(job), page);
  ASSERT_TRUE(ledger_->fail_folder(context_, claim_folder(job),
                                   {ErrorCode::folder_forbidden, "It is private."}));
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::completed);
  EXPECT_FALSE(snapshot(job).vanished_files);
}

TEST_P(CatalogContract, VanishedFilesAreToldByNoImportThatLeftOutTheSubfolders) {
  auto page = page_of({"a", "b"});
  import_folder(new_job(), page);
  auto flat = new_job();
  flat.options.recursive = false;
  EXPECT_EQ(snapshot(import_folder(flat, page_of({"a"}))).vanished_files, 0);
}

TEST_P(CatalogContract, VanishedFilesAreSoughtInTheLastImportThatCameToItsEnd) {
  import_folder(new_job(), page_of({"a", "b"}));
  clock_.advance(std::chrono::seconds{1});
  const auto broken_off = start();
  list(broken_off, {"a"});
  cancel(broken_off);
  settle();
  EXPECT_EQ(snapshot(import_folder(new_job(), page_of({"a"}))).vanished_files, 1);
}

TEST_P(CatalogContract, VanishedFilesAreThoseOfTheSameFolderOwnerAndSource) {
  import_folder(new_job(), page_of({"a", "b"}));
  auto theirs = new_job();
  theirs.owner = "somebody";
  import_folder(theirs, page_of({"a"}));
  const auto row = journal_->job(context_, "somebody", theirs.id);
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((*row)->vanished_files, 0);
  EXPECT_EQ(snapshot(import_folder(new_job("elsewhere"), page_of({"a"}))).vanished_files, 0);
}

TEST_P(CatalogContract, VanishedFilesAreCountedAnewWhenFailedFilesWereTriedAgain) {
  import_folder(new_job(), page_of({"a", "b"}));
  clock_.advance(std::chrono::seconds{1});
  const auto job = start();
  list(job, {"a", "new"});
  finish(claim_one(job), failed());
  settle();
  EXPECT_EQ(snapshot(job).vanished_files, 1);
  EXPECT_EQ(retry(job), 1);
  EXPECT_FALSE(snapshot(job).vanished_files);
  finish(claim_one(job), imported("new"));
  settle();
  EXPECT_EQ(snapshot(job).vanished_files, 1);
}

}  // namespace
}  // namespace pixferry
