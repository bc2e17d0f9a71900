#include "pipeline/catalog/inspection_backlog.hpp"
#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_backlog_contract() {}

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr milliseconds kInspectionLease = minutes{10};
const ImageFacts kFacts{.size = PixelSize{300, 200},
                        .taken_at = CaptureTime{.local_ms = 1000, .offset_minutes = std::nullopt},
                        .thumbnails = ThumbnailState::done};

/// The backlog of a catalog under test.
struct Backlog {
  Database& database;
  const Clock& clock;

  std::vector<UninspectedBlob> claim(int count = 10) const {
    const auto blobs = InspectionBacklog{database, clock}.claim(Context{}, count, kInspectionLease);
    EXPECT_TRUE(blobs) << blobs.error().message;
    return blobs ? *blobs : std::vector<UninspectedBlob>{};
  }
  void record(const Blob& blob, const ImageFacts& facts) const {
    const std::vector<InspectedBlob> inspected{{std::string{kDefaultOwner}, blob.sha256, facts}};
    const auto recorded = InspectionBacklog{database, clock}.record(Context{}, inspected);
    EXPECT_TRUE(recorded) << recorded.error().message;
    expect_consistent(database);
  }
};

TEST_P(CatalogContract, BlobsThatNobodyLookedIntoAreClaimedInTheOrderInWhichTheyCame) {
  const Backlog backlog{database(), clock_};
  const auto job = job_with({"a", "b", "c"});
  for (const auto& lease : claim(job)) {
    clock_.advance(milliseconds{1});
    finish(lease, lease.file.id == "b" ? imported("b", kFacts) : imported(lease.file.id));
  }
  const auto first = backlog.claim(1);
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].owner, kDefaultOwner);
  EXPECT_EQ(first[0].blob.sha256, blob_of("a").sha256);
  EXPECT_EQ(first[0].blob.key, blob_of("a").key);
  EXPECT_EQ(first[0].blob.size_bytes, 1);
  const auto rest = backlog.claim();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].blob.sha256, blob_of("c").sha256);
  EXPECT_TRUE(backlog.claim().empty());
}

TEST_P(CatalogContract, FactsThatAreRecordedLaterAreThoseOfAllImagesOfTheirBytes) {
  const Backlog backlog{database(), clock_};
  const auto job = job_with({"a", "b"});
  for (const auto& lease : claim(job)) finish(lease, imported("same"));
  const auto claimed = backlog.claim();
  ASSERT_EQ(claimed.size(), 1U);
  backlog.record(claimed[0].blob, kFacts);
  ASSERT_EQ(images().images.size(), 2U);
  for (const auto& image : images().images) EXPECT_EQ(image.facts, kFacts);
  clock_.advance(kInspectionLease);
  EXPECT_TRUE(backlog.claim().empty());
}

TEST_P(CatalogContract, FactsThatAreThereAreNotRecordedOver) {
  const Backlog backlog{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A", kFacts));
  backlog.record(blob_of("A"), {.thumbnails = ThumbnailState::damaged});
  backlog.record(blob_of("unknown"), kFacts);
  EXPECT_EQ(images().images.at(0).facts, kFacts);
}

TEST_P(CatalogContract, ABlobWhoseInspectionNeverEndsIsTriedSoOftenAndNoMore) {
  const Backlog backlog{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A"));
  for (int tries = 0; tries < InspectionBacklog::kTriesMax; ++tries) {
    EXPECT_EQ(backlog.claim().size(), 1U) << tries;
    clock_.advance(kInspectionLease - milliseconds{1});
    EXPECT_TRUE(backlog.claim().empty());
    clock_.advance(milliseconds{1});
  }
  EXPECT_TRUE(backlog.claim().empty());
}

TEST_P(CatalogContract, ABlobThatIsGivenBackHasLostNoTry) {
  const Backlog backlog{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A"));
  for (int tries = 0; tries <= InspectionBacklog::kTriesMax; ++tries) {
    const auto claimed = backlog.claim();
    ASSERT_EQ(claimed.size(), 1U) << tries;
    ASSERT_TRUE(InspectionBacklog(database(), clock_).give_back(context_, claimed, minutes{1}));
    EXPECT_TRUE(backlog.claim().empty());
    clock_.advance(minutes{1});
  }
}

}  // namespace
}  // namespace pixferry
