#include "worker-service/caretaker.hpp"

#include <gtest/gtest.h>

#include <latch>

#include "testing/catalog_consistency.hpp"
#include "testing/import_rig.hpp"

namespace pixferry {
namespace {

/// A store that has nothing and tells when it is asked to remove.
class ToldStore final : public ObjectStore {
 public:
  std::latch asked{1};

  Result<> put(const Context&, const ObjectKey&, const Spool&, const ObjectTraits&) override {
    return {};
  }
  Result<std::optional<ObjectInfo>> head(const Context&, const ObjectKey&) override {
    return std::optional<ObjectInfo>{};
  }
  Result<> get(const Context&, const ObjectKey&, Spool&) override { return {}; }
  Result<> remove(const Context&, std::span<const ObjectKey>) override {
    asked.count_down();
    return {};
  }
  Result<std::string> url(const Context&, const ObjectKey&, std::chrono::seconds) override {
    return std::string{};
  }
};

class CaretakerTest : public testing::Test, protected ImportRig {
 protected:
  /// Imports one image, and leaves the job finished.
  void import() {
    list_root({"a"});
    const auto lease = claim(1).at(0);
    const Blob blob{.sha256 = *lease.file.sha256,
                    .size_bytes = 1,
                    .type = ImageType::jpeg,
                    .key = {"o/00/" + std::string(64, '0') + ".jpg"}};
    const std::vector<FinishedFile> finished{
        {lease, Imported{.blob = blob,
                         .was_held = false,
                         .facts = ImageFacts{.thumbnails = ThumbnailState::done}}}};
    ASSERT_TRUE(ledger->finish(Context{}, finished));
    ASSERT_TRUE(ledger->settle(Context{}));
  }

  std::int64_t rows_of(const std::string& table) {
    const auto transaction = *database->begin(Context{}, Access::read);
    const auto rows = transaction->query("SELECT count(*) FROM pixferry." + table, {});
    return rows ? rows->front().integer(0) : -1;
  }

  Disposal disposal_{*database, clock};
  Removals removals_{*database, clock};
  DeleteJobs delete_jobs_{disposal_};
  ToldStore store_;
  CollectGarbage collect_{{.removals = removals_, .store = store_, .clock = clock}};
  CircuitBreaker breaker_{clock, limits};
};

TEST_F(CaretakerTest, ClearsDeletedJobsAwayAndThenCollectsWhatIsLeftOfImages) {
  import();
  const std::vector<ImageId> images{ImageId{1}};
  ASSERT_TRUE(disposal_.delete_images(Context{}, kDefaultOwner, images));
  ASSERT_TRUE(disposal_.delete_job(Context{}, kDefaultOwner, job, ImagesOfDeletedJob::keep));
  clock.advance(CollectGarbage::kKept);
  {
    const Caretaker caretaker{{.delete_jobs = delete_jobs_,
                               .collect_garbage = collect_,
                               .breaker = breaker_,
                               .clock = clock,
                               .limits = limits}};
    store_.asked.wait();
  }
  for (const auto* table : {"job", "file", "folder", "event", "blob"}) {
    EXPECT_EQ(rows_of(table), 0) << table;
  }
  expect_consistent(*database);
}

}  // namespace
}  // namespace pixferry
