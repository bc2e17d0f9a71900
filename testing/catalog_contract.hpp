#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/manual_clock.hpp"
#include "testing/seeded_random.hpp"

namespace pixferry {

/// A place where an empty catalog can be made.
struct CatalogHome {
  virtual ~CatalogHome() = default;
  /// Opens the catalog, the same one each time if it is durable.
  virtual Result<std::unique_ptr<Database>> open() = 0;
  virtual bool is_durable() const = 0;
};

struct CatalogUnderTest {
  std::string name;
  std::function<std::unique_ptr<CatalogHome>()> make;
};

/// What Ledger, Journal and Gallery promise on every Database. Instantiate it for an engine with
///   INSTANTIATE_TEST_SUITE_P(Sqlite, CatalogContract, testing::Values(CatalogUnderTest{…}),
///                            catalog_name);
/// The tests stand in catalog_contract_<topic>.cpp. Every step below checks the catalog's
/// invariants, and so compares the tallies with a recount after each change.
class CatalogContract : public testing::TestWithParam<CatalogUnderTest> {
 protected:
  void SetUp() override;
  void TearDown() override;

  Database& database() { return *database_; }
  /// Closes the catalog and opens it again, as the next process does.
  void reopen();

  JobId fresh_id();
  NewJob new_job(const std::string& root = "root");
  JobId start(const NewJob& job);
  JobId start(const std::string& root = "root") { return start(new_job(root)); }
  /// Claims the only folder that is due.
  FolderLease claim_folder(const JobId& job);
  PageCommit commit(const FolderLease& lease, const PageRows& page);
  /// Lists the root of the job: one page with files of these ids.
  void list(const JobId& job, const std::vector<std::string>& ids);
  /// A job whose root is listed and holds files of these ids.
  JobId job_with(const std::vector<std::string>& ids);
  /// A second later: the whole import of a folder of one page, whose files hold their ids.
  JobId import_folder(const NewJob& job, const PageRows& page);
  std::vector<FileLease> claim(const JobId& job, int count = 100);
  /// Claims the only file that is due.
  FileLease claim_one(const JobId& job);
  std::vector<Fate> finish(const std::vector<FinishedFile>& files);
  Fate finish(const FileLease& lease, const Outcome& outcome);
  std::vector<JobId> settle();
  JobState cancel(const JobId& job);
  std::int64_t retry(const JobId& job);
  JobSnapshot snapshot(const JobId& job);
  /// The job's events from behind that number on.
  JobNews news(const JobId& job, std::optional<std::int64_t> after = 0, int limit = 500);
  std::vector<FileRecord> files(const JobId& job);
  std::vector<std::string> paths_of(const JobId& job, const FileQuery& query);
  std::vector<std::string> held_paths_of(const JobId& job);
  std::vector<std::string> vanished_from(const JobId& job, int files_per_page = 100);
  FileRecord only_file(const JobId& job);
  ImagePage images(std::int64_t page = 1, int limit = 100);
  bool is_ready(const JobId& job);
  /// Runs one statement past the ledger, in a transaction of its own.
  SqlRows execute(std::string_view statement, const std::vector<SqlValue>& parameters = {});
  std::int64_t number(std::string_view statement);

  ManualClock clock_;
  Limits limits_;
  SeededRandom random_{7};
  Context context_;
  std::unique_ptr<CatalogHome> home_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Journal> journal_;
  std::unique_ptr<Gallery> gallery_;

 private:
  void open();
};

void PrintTo(const CatalogUnderTest& catalog, std::ostream* out);
std::string catalog_name(const testing::TestParamInfo<CatalogUnderTest>& info);

/// An empty catalog as the first `version` migrations leave it.
std::unique_ptr<Database> old_catalog(CatalogHome& home, std::size_t version);

SourceFile source_file(const std::string& id);
PageFile page_file(const std::string& id);
PageFolder page_folder(const std::string& id);
/// A page of files with these ids; the last of its folder unless `next` says otherwise.
PageRows page_of(const std::vector<std::string>& ids, const std::string& next = "");
/// The blob of made-up bytes: the same for the same text.
Blob blob_of(const std::string& bytes);
Outcome imported(const std::string& bytes);
Outcome imported(const std::string& bytes, const ImageFacts& facts);
Outcome skipped();
Outcome failed(ErrorCode reason = ErrorCode::source_gone);
Postponed postponed(std::chrono::milliseconds delay = std::chrono::milliseconds{1000});

}  // namespace pixferry
