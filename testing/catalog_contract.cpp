#include "testing/catalog_contract.hpp"

#include <algorithm>
#include <functional>
#include <ostream>

namespace pixferry {

/// Each topic defines one of these. Naming them keeps their tests in programs that link the suite
/// from a static library.
void keep_catalog_control_contract();
void keep_catalog_jobs_contract();
void keep_catalog_listing_contract();
void keep_catalog_listing_limits_contract();
void keep_catalog_listing_failures_contract();
void keep_catalog_seen_before_contract();
void keep_catalog_vanished_contract();
void keep_catalog_leases_contract();
void keep_catalog_finish_contract();
void keep_catalog_postpone_contract();
void keep_catalog_settle_contract();
void keep_catalog_reading_contract();
void keep_catalog_gallery_contract();
void keep_catalog_facts_contract();
void keep_catalog_declared_contract();
void keep_catalog_backlog_contract();
void keep_catalog_selection_contract();
void keep_catalog_schema_contract();
void keep_catalog_workers_contract();
void keep_catalog_events_contract();
void keep_catalog_deletion_contract();
void keep_catalog_removals_contract();
void keep_catalog_report_contract();
void keep_catalog_rates_contract();
void keep_catalog_answers_contract();
void keep_catalog_webhooks_contract();
void keep_catalog_webhook_outbox_contract();
void keep_catalog_webhook_health_contract();

namespace {

std::vector<std::string> paths_on(const Result<FilePage>& page) {
  EXPECT_TRUE(page) << page.error().message;
  std::vector<std::string> paths;
  for (const auto& file : page->files) paths.push_back(file.path);
  return paths;
}

}  // namespace

void CatalogContract::SetUp() {
  keep_catalog_control_contract();
  keep_catalog_jobs_contract();
  keep_catalog_listing_contract();
  keep_catalog_listing_limits_contract();
  keep_catalog_listing_failures_contract();
  keep_catalog_seen_before_contract();
  keep_catalog_vanished_contract();
  keep_catalog_leases_contract();
  keep_catalog_finish_contract();
  keep_catalog_postpone_contract();
  keep_catalog_settle_contract();
  keep_catalog_reading_contract();
  keep_catalog_gallery_contract();
  keep_catalog_facts_contract();
  keep_catalog_declared_contract();
  keep_catalog_backlog_contract();
  keep_catalog_selection_contract();
  keep_catalog_schema_contract();
  keep_catalog_workers_contract();
  keep_catalog_events_contract();
  keep_catalog_deletion_contract();
  keep_catalog_removals_contract();
  keep_catalog_report_contract();
  keep_catalog_rates_contract();
  keep_catalog_answers_contract();
  keep_catalog_webhooks_contract();
  keep_catalog_webhook_outbox_contract();
  keep_catalog_webhook_health_contract();
  limits_.attempts_max = 3;
  home_ = GetParam().make();
  open();
}

void CatalogContract::TearDown() {
  if (database_) expect_consistent(*database_);
}

void CatalogContract::open() {
  auto opened = home_->open();
  ASSERT_TRUE(opened) << opened.error().message;
  database_ = std::move(*opened);
  const auto migrated = migrate(context_, *database_, random_);
  ASSERT_TRUE(migrated) << migrated.error().message;
  ledger_ = std::make_unique<Ledger>(*database_, clock_, limits_);
  journal_ = std::make_unique<Journal>(*database_, clock_);
  gallery_ = std::make_unique<Gallery>(*database_);
}

void CatalogContract::reopen() {
  database_.reset();
  open();
}

JobId CatalogContract::fresh_id() {
  return JobId::from_random(random_.bits(), random_.bits());
}

NewJob CatalogContract::new_job(const std::string& root) {
  return {.id = fresh_id(),
          .owner = std::string{kDefaultOwner},
          .root = {.source = SourceKind::google_drive, .id = root, .resource_key = "key-" + root},
          .folder_url = "https://drive.google.com/drive/folders/" + root,
          .options = {}};
}

JobId CatalogContract::start(const NewJob& job) {
  const auto created = ledger_->create(context_, job);
  EXPECT_TRUE(created) << created.error().message;
  expect_consistent(*database_);
  return created->id;
}

FolderLease CatalogContract::claim_folder(const JobId& job) {
  const auto leases = ledger_->claim_folders(context_, job, 10);
  EXPECT_TRUE(leases) << leases.error().message;
  EXPECT_EQ(leases->size(), 1U);
  expect_consistent(*database_);
  return leases->empty() ? FolderLease{} : leases->front();
}

PageCommit CatalogContract::commit(const FolderLease& lease, const PageRows& page) {
  const auto committed = ledger_->commit_page(context_, lease, page);
  EXPECT_TRUE(committed) << committed.error().message;
  expect_consistent(*database_);
  return committed ? *committed : PageCommit{};
}

void CatalogContract::list(const JobId& job, const std::vector<std::string>& ids) {
  commit(claim_folder(job), page_of(ids));
}

JobId CatalogContract::job_with(const std::vector<std::string>& ids) {
  const auto job = start("root of " + fresh_id().text());
  list(job, ids);
  return job;
}

JobId CatalogContract::import_folder(const NewJob& job, const PageRows& page) {
  clock_.advance(std::chrono::seconds{1});
  start(job);
  commit(claim_folder(job.id), page);
  for (const auto& lease : claim(job.id)) finish(lease, imported(lease.file.id));
  settle();
  return job.id;
}

std::vector<FileLease> CatalogContract::claim(const JobId& job, int count) {
  const auto leases = ledger_->claim_files(context_, job, count);
  EXPECT_TRUE(leases) << leases.error().message;
  expect_consistent(*database_);
  return *leases;
}

FileLease CatalogContract::claim_one(const JobId& job) {
  const auto leases = claim(job);
  EXPECT_EQ(leases.size(), 1U);
  return leases.empty() ? FileLease{} : leases.front();
}

std::vector<Fate> CatalogContract::finish(const std::vector<FinishedFile>& files) {
  const auto fates = ledger_->finish(context_, files);
  EXPECT_TRUE(fates) << fates.error().message;
  expect_consistent(*database_);
  return fates ? *fates : std::vector<Fate>{};
}

Fate CatalogContract::finish(const FileLease& lease, const Outcome& outcome) {
  const auto fates = finish(std::vector<FinishedFile>{{lease, outcome}});
  return fates.empty() ? Fate::stale : fates.front();
}

std::vector<JobId> CatalogContract::settle() {
  const auto settled = ledger_->settle(context_);
  EXPECT_TRUE(settled) << settled.error().message;
  expect_consistent(*database_);
  return *settled;
}

JobState CatalogContract::cancel(const JobId& job) {
  const auto state = ledger_->cancel(context_, kDefaultOwner, job);
  EXPECT_TRUE(state) << state.error().message;
  expect_consistent(*database_);
  return *state;
}

std::int64_t CatalogContract::retry(const JobId& job) {
  const auto count = ledger_->retry(context_, kDefaultOwner, job);
  EXPECT_TRUE(count) << count.error().message;
  expect_consistent(*database_);
  return *count;
}

JobSnapshot CatalogContract::snapshot(const JobId& job) {
  const auto found = journal_->job(context_, kDefaultOwner, job);
  EXPECT_TRUE(found) << found.error().message;
  EXPECT_TRUE(found->has_value());
  return **found;
}

std::vector<FileRecord> CatalogContract::files(const JobId& job) {
  const auto found = journal_->files(context_, job, {.limit = 10'000});
  EXPECT_TRUE(found) << found.error().message;
  return found->files;
}

std::vector<std::string> CatalogContract::paths_of(const JobId& job, const FileQuery& query) {
  return paths_on(journal_->files(context_, job, query));
}

std::vector<std::string> CatalogContract::held_paths_of(const JobId& job) {
  return paths_on(journal_->held_files(context_, job, {}, 100));
}

std::vector<std::string> CatalogContract::vanished_from(const JobId& job, int files_per_page) {
  std::vector<std::string> paths;
  std::optional<FileId> after = FileId{};
  while (after) {
    const auto page = journal_->vanished_files(context_, job, *after, files_per_page);
    EXPECT_TRUE(page) << page.error().message;
    for (const auto& file : page->files) paths.push_back(file.path);
    after = page->next_after;
  }
  return paths;
}

FileRecord CatalogContract::only_file(const JobId& job) {
  const auto found = files(job);
  EXPECT_EQ(found.size(), 1U);
  return found.empty() ? FileRecord{} : found.front();
}

ImagePage CatalogContract::images(std::int64_t page, int limit) {
  const auto found = gallery_->page(context_, kDefaultOwner, {}, page, limit);
  EXPECT_TRUE(found) << found.error().message;
  return *found;
}

bool CatalogContract::is_ready(const JobId& job) {
  const auto jobs = ledger_->ready(context_);
  EXPECT_TRUE(jobs) << jobs.error().message;
  return std::ranges::any_of(*jobs, [&](const auto& ready) { return ready.job == job; });
}

SqlRows CatalogContract::execute(std::string_view statement,
                                 const std::vector<SqlValue>& parameters) {
  auto transaction = database_->begin(context_, Access::write);
  EXPECT_TRUE(transaction) << transaction.error().message;
  auto rows = (*transaction)->query(statement, parameters);
  EXPECT_TRUE(rows) << rows.error().message;
  const auto committed = (*transaction)->commit();
  EXPECT_TRUE(committed) << committed.error().message;
  return rows ? *rows : SqlRows{};
}

std::int64_t CatalogContract::number(std::string_view statement) {
  const auto rows = execute(statement);
  return rows.empty() ? -1 : rows.front().integer(0);
}

void PrintTo(const CatalogUnderTest& catalog, std::ostream* out) {
  *out << catalog.name;
}

std::string catalog_name(const testing::TestParamInfo<CatalogUnderTest>& info) {
  return info.param.name;
}

}  // namespace pixferry
