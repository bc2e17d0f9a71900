#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/disposal.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/collect_garbage.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/catalog_contract.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

constexpr int kImporters = 3;
constexpr int kRounds = 25;
constexpr int kImportedFiles = 12;

/// A store of which only the keys are kept. Thread-safe.
class KeyStore final : public ObjectStore {
 public:
  void put(const ObjectKey& key) {
    const std::lock_guard lock{mutex_};
    keys_.insert(key.text);
  }
  bool holds(const std::string& key) {
    const std::lock_guard lock{mutex_};
    return keys_.contains(key);
  }

  Result<> put(const Context&, const ObjectKey& key, const Spool&, const ObjectTraits&) override {
    put(key);
    return {};
  }
  Result<std::optional<ObjectInfo>> head(const Context&, const ObjectKey&) override {
    return std::optional<ObjectInfo>{};
  }
  Result<> get(const Context&, const ObjectKey&, Spool&) override { return {}; }
  Result<> remove(const Context&, std::span<const ObjectKey> keys) override {
    const std::lock_guard lock{mutex_};
    for (const auto& key : keys) keys_.erase(key.text);
    return {};
  }
  Result<std::string> url(const Context&, const ObjectKey& key, std::chrono::seconds) override {
    return key.text;
  }

 private:
  std::mutex mutex_;
  std::set<std::string> keys_;
};

/// Several who import the same bytes, one who deletes their images and one who collects, all at
/// once.
class PostgresDeletionTest : public PostgresTest {
 protected:
  void import(Ledger& ledger, int importer, int round) {
    const auto number = static_cast<std::uint64_t>(importer * 1000 + round);
    const NewJob job{.id = JobId::from_random(number, number),
                     .owner = std::string{kDefaultOwner},
                     .root = {.source = SourceKind::google_drive,
                              .id = "root " + std::to_string(importer),
                              .resource_key = ""},
                     .folder_url = "url",
                     .options = {}};
    ASSERT_TRUE(ledger.create(context_, job));
    const auto folders = ledger.claim_folders(context_, job.id, 1);
    ASSERT_TRUE(folders && folders->size() == 1);
    std::vector<std::string> ids;
    for (int i = 0; i < kImportedFiles; ++i) ids.push_back(std::to_string(i));
    const auto listed = ledger.commit_page(context_, folders->front(), page_of(ids));
    ASSERT_TRUE(listed) << listed.error().message;
    const auto leases = ledger.claim_files(context_, job.id, kImportedFiles);
    ASSERT_TRUE(leases) << leases.error().message;
    std::vector<FinishedFile> finished;
    for (const auto& lease : *leases) {
      const auto blob = blob_of(lease.file.id);
      if (!lease.held) store_.put(blob.key);
      finished.push_back({lease, imported(lease.file.id, {.thumbnails = ThumbnailState::done})});
    }
    const auto fates = ledger.finish(context_, finished);
    ASSERT_TRUE(fates) << fates.error().message;
    // Those that were handed back rest for longer than this test takes.
    ASSERT_TRUE(ledger.cancel(context_, kDefaultOwner, job.id));
    const auto settled = ledger.settle(context_);
    EXPECT_TRUE(settled) << settled.error().message;
  }

  void delete_images(Database& database) {
    const auto page = Gallery{database}.page(context_, kDefaultOwner, {}, 1, 100);
    ASSERT_TRUE(page);
    std::vector<ImageId> ids;
    for (const auto& image : page->images) ids.push_back(image.id);
    const auto deleted = Disposal{database, clock_}.delete_images(context_, kDefaultOwner, ids);
    EXPECT_TRUE(deleted) << deleted.error().message;
  }

  void delete_jobs(Database& database) {
    const auto jobs = Journal{database, clock_}.jobs(context_, kDefaultOwner,
                                                     {.state = JobState::cancelled}, "", 3);
    ASSERT_TRUE(jobs);
    Disposal disposal{database, clock_, 5};
    for (const auto& job : jobs->jobs) {
      EXPECT_TRUE(disposal.delete_job(context_, kDefaultOwner, job.id, ImagesOfDeletedJob::remove));
    }
    const auto more = disposal.delete_rows(context_);
    EXPECT_TRUE(more) << more.error().message;
  }

  /// Every object that a row names, unless it is just being removed.
  void expect_objects(Database& database) {
    const auto blobs = Gallery{database}.blobs(context_, kDefaultOwner, {}, 1000);
    ASSERT_TRUE(blobs);
    for (const auto& blob : *blobs) EXPECT_TRUE(store_.holds(blob.key.text)) << blob.key.text;
  }

  KeyStore store_;
  Limits limits_;
};

TEST_F(PostgresDeletionTest, ImportsDeletionsAndCollectorsMayRunAtOnceAndNoObjectIsMissed) {
  auto database = migrated();
  Ledger ledger{*database, clock_, limits_};
  std::atomic<int> importing = kImporters;
  {
    std::vector<std::jthread> threads;
    for (int importer = 0; importer < kImporters; ++importer) {
      threads.emplace_back([&, importer] {
        for (int round = 0; round < kRounds && !HasFailure(); ++round) {
          import(ledger, importer, round);
        }
        --importing;
      });
    }
    threads.emplace_back([&] {
      while (importing > 0) delete_images(*database);
    });
    threads.emplace_back([&] {
      while (importing > 0) delete_jobs(*database);
    });
    threads.emplace_back([&] {
      Removals removals{*database, clock_};
      CollectGarbage collect{{.removals = removals, .store = store_, .clock = clock_}};
      while (importing > 0) {
        const auto turn = collect.run(context_, std::chrono::milliseconds{0});
        EXPECT_TRUE(turn) << turn.error().message;
      }
    });
  }
  expect_consistent(*database);
  expect_objects(*database);
}

}  // namespace
}  // namespace pixferry
