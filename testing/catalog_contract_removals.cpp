#include <gmock/gmock.h>

#include "pipeline/catalog/disposal.hpp"
#include "pipeline/catalog/inspection_backlog.hpp"
#include "pipeline/catalog/removals.hpp"
#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_removals_contract() {}

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr hours kDay{24};
constexpr minutes kRemovalLease{5};
const ImageFacts kLookedInto{.size = PixelSize{300, 200}, .thumbnails = ThumbnailState::done};

std::string name_of(const Blob& blob) {
  return blob.sha256.hex();
}

/// The collector's view of a catalog under test.
struct Collector {
  Database& database;
  const Clock& clock;

  std::vector<Doomed> doom(milliseconds unreferenced_for = kDay, int count = 100) const {
    return checked(Removals{database, clock}.doom_unreferenced(
        Context{}, {.unreferenced_for = unreferenced_for, .lease = kRemovalLease, .count = count}));
  }
  std::vector<Doomed> doom_unknown(const std::vector<std::string>& names) const {
    return checked(Removals{database, clock}.doom_unknown(Context{}, names, kRemovalLease));
  }
  std::vector<Doomed> take_over() const {
    return checked(
        Removals{database, clock}.take_over(Context{}, {.lease = kRemovalLease, .count = 100}));
  }
  void record(const std::vector<Doomed>& removed) const {
    const auto recorded = Removals{database, clock}.record(Context{}, removed);
    EXPECT_TRUE(recorded) << recorded.error().message;
    expect_consistent(database);
  }
  void take_image(ImageId image) const {
    const std::vector<ImageId> images{image};
    EXPECT_TRUE(Disposal(database, clock).delete_images(Context{}, kDefaultOwner, images));
    expect_consistent(database);
  }
  void take_images(const ImagePage& page) const {
    for (const auto& image : page.images) take_image(image.id);
  }

 private:
  std::vector<Doomed> checked(Result<std::vector<Doomed>> doomed) const {
    EXPECT_TRUE(doomed) << doomed.error().message;
    expect_consistent(database);
    return doomed ? *std::move(doomed) : std::vector<Doomed>{};
  }
};

TEST_P(CatalogContract, BytesThatNoImageShowsForADayAreDoomedOnceAndThenGone) {
  const Collector collector{database(), clock_};
  const auto job = job_with({"a", "b"});
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id, kLookedInto));
  collector.take_image(images().images.at(1).id);
  clock_.advance(kDay - milliseconds{1});
  EXPECT_THAT(collector.doom(), IsEmpty());
  clock_.advance(milliseconds{1});
  const auto doomed = collector.doom();
  ASSERT_EQ(doomed.size(), 1U);
  EXPECT_EQ(doomed[0].name, name_of(blob_of("a")));
  EXPECT_EQ(doomed[0].blob->key, blob_of("a").key);
  EXPECT_THAT(collector.doom(), IsEmpty());
  collector.record(doomed);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob"), 1);
  clock_.advance(kDay);
  EXPECT_THAT(collector.doom(), IsEmpty()) << "an image shows the other one";
}

TEST_P(CatalogContract, BytesThatTwoImagesShowStayUntilBothAreGone) {
  const Collector collector{database(), clock_};
  const auto job = job_with({"a", "b"});
  for (const auto& lease : claim(job)) finish(lease, imported("same", kLookedInto));
  collector.take_image(images().images.at(0).id);
  clock_.advance(2 * kDay);
  EXPECT_THAT(collector.doom(), IsEmpty());
  collector.take_image(images().images.at(0).id);
  EXPECT_THAT(collector.doom(), IsEmpty()) << "its day begins with the last image";
  EXPECT_EQ(collector.doom(milliseconds{0}).size(), 1U);
}

TEST_P(CatalogContract, BytesThatAnImageGaveUpForOthersAreDoomedInTheirTurn) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("old", kLookedInto));
  auto page = page_of({"a"});
  page.files[0].file.revision = "2";
  const auto job = start("again");
  commit(claim_folder(job), page);
  finish(claim_one(job), imported("new", kLookedInto));
  clock_.advance(kDay);
  const auto doomed = collector.doom();
  ASSERT_EQ(doomed.size(), 1U);
  EXPECT_EQ(doomed[0].name, name_of(blob_of("old")));
}

TEST_P(CatalogContract, OfTwoOutcomesForOneImageTheBytesOfTheOtherAreWithoutOne) {
  const Collector collector{database(), clock_};
  const auto one = job_with({"a"});
  const auto two = job_with({"a"});
  finish(
      {{claim_one(one), imported("1", kLookedInto)}, {claim_one(two), imported("2", kLookedInto)}});
  ASSERT_EQ(images().total, 1);
  EXPECT_EQ(collector.doom(milliseconds{0}).size(), 1U);
}

TEST_P(CatalogContract, AnImportClearsTheMarkOfBytesThatNoImageShowed) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A", kLookedInto));
  collector.take_images(images());
  clock_.advance(kDay);
  finish(claim_one(job_with({"b"})), imported("A"));
  EXPECT_THAT(collector.doom(), IsEmpty());
  EXPECT_EQ(images().images.at(0).facts, kLookedInto) << "nobody has to look again";
}

TEST_P(CatalogContract, AnImportThatMeetsDoomedBytesIsHandedBackUntilTheyAreGone) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A", kLookedInto));
  collector.take_images(images());
  const auto job = job_with({"b"});
  auto lease = claim_one(job);
  const auto doomed = collector.doom(milliseconds{0});
  ASSERT_EQ(doomed.size(), 1U);
  EXPECT_EQ(finish(lease, imported("A")), Fate::recorded);
  EXPECT_EQ(images().total, 0);
  auto file = only_file(job);
  EXPECT_EQ(file.state, FileState::pending);
  EXPECT_EQ(file.attempts, 0) << "it was not the file's fault";
  EXPECT_THAT(claim(job), IsEmpty()) << "it rests meanwhile";

  clock_.advance(minutes{1});
  lease = claim_one(job);
  clock_.advance(milliseconds{1});
  collector.record(doomed);
  EXPECT_EQ(finish(lease, imported("A")), Fate::recorded);
  EXPECT_EQ(images().total, 0) << "what it stored before they were gone is gone with them";

  clock_.advance(minutes{1});
  EXPECT_EQ(finish(claim_one(job), imported("A")), Fate::recorded);
  EXPECT_EQ(images().total, 1);
  EXPECT_EQ(only_file(job).state, FileState::imported);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.removal"), 0);
}

TEST_P(CatalogContract, DoomedBytesAreHandedToNobodyAsHeldNorShownToWhoReReads) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("a", kLookedInto));
  collector.take_images(images());
  auto listed = page_of({"b"});
  listed.files[0].file.sha256 = blob_of("a").sha256;
  listed.files[0].file.size_bytes = 1;
  const auto job = start("r");
  commit(claim_folder(job), listed);
  collector.doom(milliseconds{0});
  EXPECT_FALSE(claim_one(job).held);
  EXPECT_TRUE(gallery_->blobs(context_, kDefaultOwner, {}, 10)->empty());
}

TEST_P(CatalogContract, OneBatchMayBringDoomedAndOtherBytes) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A", kLookedInto));
  collector.take_images(images());
  const auto job = job_with({"b", "c", "d"});
  const auto leases = claim(job);
  collector.doom(milliseconds{0});
  EXPECT_THAT(
      finish({{leases[0], imported("A")}, {leases[1], imported("C")}, {leases[2], failed()}}),
      ElementsAre(Fate::recorded, Fate::recorded, Fate::recorded));
  EXPECT_EQ(snapshot(job).tally.imported, 1);
  EXPECT_EQ(snapshot(job).tally.failed, 1);
  EXPECT_EQ(snapshot(job).tally.pending(), 1);
}

TEST_P(CatalogContract, WhatADeadCollectorLeftIsTakenOverAndNotRecordedByTheDead) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A", kLookedInto));
  collector.take_images(images());
  const auto first = collector.doom(milliseconds{0});
  clock_.advance(kRemovalLease - milliseconds{1});
  EXPECT_THAT(collector.take_over(), IsEmpty());
  clock_.advance(milliseconds{1});
  const auto second = collector.take_over();
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].blob->key, blob_of("A").key);
  collector.record(first);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob"), 1);
  collector.record(second);
  collector.record(second);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob"), 0);
  EXPECT_THAT(collector.take_over(), IsEmpty());
}

TEST_P(CatalogContract, ANewStartFreesWhatDeadCollectorsHold) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A", kLookedInto));
  collector.take_images(images());
  collector.doom(milliseconds{0});
  ASSERT_TRUE(Removals(database(), clock_).release(context_));
  EXPECT_EQ(collector.take_over().size(), 1U);
}

TEST_P(CatalogContract, NamesThatNoRowNamesAreDoomedWithoutABlob) {
  const Collector collector{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto job = job_with({"b"});
  const auto lease = claim_one(job);
  const auto doomed = collector.doom_unknown({name_of(blob_of("A")), name_of(blob_of("B"))});
  ASSERT_EQ(doomed.size(), 1U);
  EXPECT_EQ(doomed[0].name, name_of(blob_of("B")));
  EXPECT_FALSE(doomed[0].blob);
  EXPECT_EQ(finish(lease, imported("B")), Fate::recorded);
  EXPECT_EQ(images().total, 1) << "what is doomed is not shown";
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob"), 1);
  clock_.advance(minutes{1});
  collector.record(doomed);
  clock_.advance(milliseconds{1});
  EXPECT_EQ(finish(claim_one(job), imported("B")), Fate::recorded);
  EXPECT_EQ(images().total, 2);
}

TEST_P(CatalogContract, ANameMayBeDoomedAgainOnceItsObjectsWereGone) {
  const Collector collector{database(), clock_};
  const std::vector<std::string> names{name_of(blob_of("A"))};
  const auto first = collector.doom_unknown(names);
  EXPECT_THAT(collector.doom_unknown(names), IsEmpty()) << "somebody is at it";
  collector.record(first);
  const auto second = collector.doom_unknown(names);
  ASSERT_EQ(second.size(), 1U);
  collector.record(first);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.removal WHERE removed_at IS NULL"), 1);
  collector.record(second);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.removal WHERE removed_at IS NULL"), 0);
}

TEST_P(CatalogContract, BytesThatNobodyLookedIntoAreLeftToWhoMayBeLooking) {
  const Collector collector{database(), clock_};
  InspectionBacklog backlog{database(), clock_};
  finish(claim_one(job_with({"a"})), imported("A"));
  collector.take_images(images());
  EXPECT_THAT(*backlog.claim(context_, 10, minutes{10}), IsEmpty()) << "no image would show it";
  EXPECT_THAT(collector.doom(milliseconds{0}), IsEmpty());
  EXPECT_EQ(Removals(database(), clock_).count_unreferenced(context_, milliseconds{0})->blobs, 0);
  clock_.advance(Removals::kInspected);
  const auto counted = Removals(database(), clock_).count_unreferenced(context_, milliseconds{0});
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->blobs, 1);
  EXPECT_EQ(counted->bytes, 1);
  EXPECT_EQ(collector.doom(milliseconds{0}).size(), 1U);
}

TEST_P(CatalogContract, MemoriesOfRemovedObjectsAreDroppedAfterAWeek) {
  const Collector collector{database(), clock_};
  collector.record(collector.doom_unknown({name_of(blob_of("A"))}));
  Removals removals{database(), clock_};
  clock_.advance(Removals::kRemembered - milliseconds{1});
  ASSERT_TRUE(removals.prune(context_));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.removal"), 1);
  clock_.advance(milliseconds{1});
  ASSERT_TRUE(removals.prune(context_));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.removal"), 0);
}

TEST_P(CatalogContract, BlobsFromBeforeThereWereDeletionsKnowWhetherAnImageShowsThem) {
  const auto home = GetParam().make();
  const auto old = old_catalog(*home, 9);
  const std::vector<SqlValue> hashes{blob_of("A").sha256.hex(), blob_of("B").sha256.hex()};
  for (const std::string_view insert :
       {"INSERT INTO pixferry.blob (owner, sha256, size_bytes, mime_type, object_key, created_at, "
        "thumbnail_state) VALUES ('default', $1, 1, 'image/jpeg', 'o/a', @at(5), 'done'), "
        "('default', $2, 1, 'image/jpeg', 'o/b', @at(5), 'done')",
        "INSERT INTO pixferry.image (owner, source, source_file_id, revision, sha256, name, path, "
        "created_at) SELECT 'default', 'dropbox', 'a', '1', $1, 'a', 'a', @at(7) WHERE $2 <> ''"}) {
    const auto transaction = old->begin(context_, Access::write);
    ASSERT_TRUE((*transaction)->query(insert, hashes));
    ASSERT_TRUE((*transaction)->commit());
  }
  ASSERT_TRUE(migrate(context_, *old, random_));
  const auto counted = Removals(*old, clock_).count_unreferenced(context_, milliseconds{0});
  ASSERT_TRUE(counted) << counted.error().message;
  EXPECT_EQ(counted->blobs, 1);
}

}  // namespace
}  // namespace pixferry
