#include <gmock/gmock.h>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_report_contract() {}

namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// The whole report of a job, read with so many files a page.
std::vector<ReportedFile> report_of(Journal& journal, const JobId& job, FileQuery query = {}) {
  std::vector<ReportedFile> all;
  while (true) {
    const auto page = journal.report(Context{}, kDefaultOwner, job, query);
    EXPECT_TRUE(page) << page.error().message;
    if (!page || page->empty()) return all;
    all.insert(all.end(), page->begin(), page->end());
    query.after = page->back().file.id;
  }
}

std::vector<std::string> paths_in(const std::vector<ReportedFile>& files) {
  std::vector<std::string> paths;
  for (const auto& reported : files) paths.push_back(reported.file.path);
  return paths;
}

TEST_P(CatalogContract, AReportTellsEveryFileOnceWhateverThePage) {
  const auto job = job_with({"c", "a", "b", "e", "d"});
  for (const int limit : {1, 2, 5, 100}) {
    EXPECT_THAT(
        paths_in(report_of(*journal_, job, {.limit = limit})),
        ElementsAre("folder/c.jpg", "folder/a.jpg", "folder/b.jpg", "folder/e.jpg", "folder/d.jpg"))
        << limit;
  }
}

TEST_P(CatalogContract, AReportTellsWhereFromAndWhereToAFileCame) {
  const auto job = job_with({"a"});
  clock_.advance(hours{1});
  finish(claim_one(job), imported("A"));
  const auto reported = report_of(*journal_, job).at(0);
  const auto source = source_file("a");
  const auto blob = blob_of("A");
  EXPECT_EQ(reported.source_file_id, "a");
  EXPECT_EQ(reported.revision, source.revision);
  EXPECT_EQ(reported.declared_mime_type, source.mime_type);
  EXPECT_EQ(reported.declared_sha256, source.sha256 ? source.sha256->hex() : "");
  EXPECT_EQ(reported.declared_md5, source.md5 ? source.md5->hex() : "");
  EXPECT_EQ(reported.file.state, FileState::imported);
  EXPECT_TRUE(reported.file.image);
  ASSERT_TRUE(reported.finished_at);
  EXPECT_GE(*reported.finished_at, snapshot(job).created_at);
  ASSERT_TRUE(reported.stored);
  EXPECT_EQ(reported.stored->sha256, blob.sha256.hex());
  EXPECT_EQ(reported.stored->size_bytes, blob.size_bytes);
  EXPECT_EQ(reported.stored->mime_type, mime_type(blob.type));
  EXPECT_EQ(reported.stored->key, blob.key);
}

TEST_P(CatalogContract, AReportTellsTheEndOfEachFileAndNoneOfAPendingOne) {
  const auto job = job_with({"a", "b", "c", "d"});
  const auto leases = claim(job, 3);
  finish({{leases[0], failed()}, {leases[1], skipped()}, {leases[2], postponed()}});
  const auto files = report_of(*journal_, job);
  ASSERT_THAT(files, SizeIs(4));
  EXPECT_EQ(files[0].file.reason, ErrorCode::source_gone);
  EXPECT_TRUE(files[0].finished_at);
  EXPECT_TRUE(files[1].finished_at);
  EXPECT_FALSE(files[2].finished_at) << "it was put off";
  EXPECT_FALSE(files[3].finished_at);
  for (const auto& reported : files) EXPECT_FALSE(reported.stored);
}

TEST_P(CatalogContract, AFileHasAnEndInTheReportHoweverItEnded) {
  const auto first = import_folder(new_job("same"), page_of({"seen"}));
  auto ended = page_file("ended");
  ended.ended = PageFile::Ended{FileState::failed, ErrorCode::source_forbidden, "No."};
  auto page = page_of({"seen", "spent", "cancelled"});
  page.files.push_back(ended);
  const auto job = start("same");
  commit(claim_folder(job), page);
  limits_.attempts_max = 1;
  claim(job, 1);
  clock_.advance(hours{1});
  settle();
  cancel(job);
  settle();
  for (const auto& reported : report_of(*journal_, job)) {
    EXPECT_NE(reported.file.state, FileState::pending) << reported.file.path;
    EXPECT_TRUE(reported.finished_at) << reported.file.path;
  }
}

TEST_P(CatalogContract, AFileThatIsTriedAgainHasNoEndAnyMore) {
  const auto job = job_with({"a"});
  finish(claim_one(job), failed());
  settle();
  EXPECT_TRUE(report_of(*journal_, job).at(0).finished_at);
  retry(job);
  EXPECT_FALSE(report_of(*journal_, job).at(0).finished_at);
}

TEST_P(CatalogContract, AReportSaysOfACancelledJobWhatSettleIsYetToWrite) {
  const auto job = job_with({"a", "b"});
  cancel(job);
  for (const auto& reported : report_of(*journal_, job)) {
    EXPECT_EQ(reported.file.state, FileState::skipped);
    EXPECT_EQ(reported.file.reason, ErrorCode::cancelled);
  }
}

TEST_P(CatalogContract, AReportShowsNothingStoredForAFileWhoseImageCameAnew) {
  const auto old_job = import_folder(new_job("same"), page_of({"a"}));
  auto page = page_of({"a"});
  page.files[0].file.revision = "a later one";
  const auto new_job_id = import_folder(new_job("same"), page);
  EXPECT_FALSE(report_of(*journal_, old_job).at(0).stored);
  EXPECT_TRUE(report_of(*journal_, new_job_id).at(0).stored);
}

TEST_P(CatalogContract, AReportIsNarrowedDownToAStateAndAReason) {
  const auto job = job_with({"a", "b", "c"});
  const auto leases = claim(job);
  finish({{leases[0], failed()}, {leases[1], failed(ErrorCode::network)}, {leases[2], skipped()}});
  EXPECT_THAT(paths_in(report_of(*journal_, job, {.state = FileState::failed, .limit = 1})),
              ElementsAre("folder/a.jpg", "folder/b.jpg"));
  EXPECT_THAT(paths_in(report_of(*journal_, job, {.reason = ErrorCode::network})),
              ElementsAre("folder/b.jpg"));
  EXPECT_THAT(report_of(*journal_, job, {.state = FileState::imported}), IsEmpty());
}

TEST_P(CatalogContract, AReportOfNobodysJobIsAnErrorAndNotAnEmptyOne) {
  const auto job = job_with({"a"});
  for (const auto& refused : {journal_->report(context_, kDefaultOwner, fresh_id(), {}),
                              journal_->report(context_, "somebody", job, {})}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::job_not_found);
  }
}

}  // namespace
}  // namespace pixferry
