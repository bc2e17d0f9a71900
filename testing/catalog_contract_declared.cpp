#include <limits>

#include "pipeline/catalog/inspection_backlog.hpp"
#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_declared_contract() {}

namespace {

DeclaredFacts all_declared() {
  return {.size = PixelSize{4000, 3000},
          .orientation = 6,
          .taken_at = CaptureTime{.local_ms = 1'717'243'200'123, .offset_minutes = -90},
          .camera = {.make = "Lumora",
                     .model = "L7 \"Ω\"",
                     .lens = "50 mm",
                     .exposure_seconds = 0.008,
                     .f_number = 5.6,
                     .focal_length_mm = 35,
                     .iso = 400},
          .position = GpsPosition{47.376887, -8.541694, 408.5}};
}

ImageFacts not_drawn() {
  return {.thumbnails = ThumbnailState::unsupported, .warning = ImageWarning::no_decoder};
}

/// One page with one file, of which the source says this.
PageRows page_declaring(const DeclaredFacts& declared, const std::string& revision = "1") {
  auto page = page_of({"a"});
  page.files[0].file.declared = declared;
  page.files[0].file.revision = revision;
  return page;
}

TEST_P(CatalogContract, WhatTheSourceSaysOfAnImageComesToItsWorkerAndToTheImage) {
  const auto job = start();
  commit(claim_folder(job), page_declaring(all_declared()));
  const auto lease = claim_one(job);
  EXPECT_EQ(lease.file.declared, all_declared());
  finish(lease, imported("A"));
  const auto image = images().images.at(0);
  EXPECT_EQ(image.facts, std::nullopt);
  EXPECT_EQ(image.declared, all_declared());
}

TEST_P(CatalogContract, WhatTheBytesHaveToldIsNotKeptAsDeclared) {
  const auto job = start();
  commit(claim_folder(job), page_declaring(all_declared()));
  auto seen = not_drawn();
  seen.taken_at = CaptureTime{.local_ms = 5000, .offset_minutes = std::nullopt};
  finish(claim_one(job), imported("A", seen));
  const auto image = images().images.at(0);
  EXPECT_EQ(image.facts, seen);
  EXPECT_EQ(image.declared, beyond(seen, all_declared()));
  EXPECT_EQ(image.declared.taken_at, std::nullopt);
  EXPECT_EQ(image.declared.size, all_declared().size);
}

TEST_P(CatalogContract, AnImageIsPlacedByWhatIsDeclaredWhereItsBytesTellNothing) {
  const auto job = start();
  commit(claim_folder(job), page_declaring(all_declared()));
  finish(claim_one(job), imported("A", not_drawn()));
  const auto at = from_milliseconds(1'717'243'200'123 + 90 * 60'000);
  using std::chrono::milliseconds;
  const auto found = [&](const ImageSelection& selection) {
    const auto page = gallery_->page(context_, kDefaultOwner, selection, 1, 10);
    return page ? page->total : -1;
  };
  EXPECT_EQ(found({.taken_from = at, .taken_before = at + milliseconds{1}}), 1);
  EXPECT_EQ(found({.taken_from = at + milliseconds{1}}), 0);
  EXPECT_EQ(found({.taken_before = at}), 0);
  const auto layout = gallery_->layout(context_, kDefaultOwner, {});
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->aspects, std::vector<std::int32_t>{1333});
}

TEST_P(CatalogContract, PagesByTimeAreFollowedPastImagesOfADeclaredTime) {
  const auto job = start();
  auto page = page_of({"a", "b", "c"});
  for (int i = 0; i < 3; ++i) {
    page.files[static_cast<std::size_t>(i)].file.declared.taken_at =
        CaptureTime{.local_ms = 1000 * (i + 1), .offset_minutes = std::nullopt};
  }
  commit(claim_folder(job), page);
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id));
  const ImageSelection oldest{.order = ImageOrder::taken_oldest};
  auto part = gallery_->page(context_, kDefaultOwner, oldest, 1, 1);
  for (const std::string id : {"a", "b", "c"}) {
    ASSERT_TRUE(part && part->images.size() == 1);
    EXPECT_EQ(part->images[0].source_file_id, id);
    EXPECT_EQ(part->next_cursor.empty(), id == "c");
    if (id != "c") {
      part = gallery_->page_after(context_, kDefaultOwner, oldest, part->next_cursor, 1);
    }
  }
}

TEST_P(CatalogContract, WhatIsSeenLaterGoesBeforeWhatIsDeclared) {
  const auto job = start();
  commit(claim_folder(job), page_declaring(all_declared()));
  finish(claim_one(job), imported("A"));
  InspectionBacklog backlog{database(), clock_};
  const auto claimed = backlog.claim(context_, 10, std::chrono::minutes{1});
  ASSERT_TRUE(claimed && claimed->size() == 1);
  const ImageFacts seen{.size = PixelSize{10, 20}, .thumbnails = ThumbnailState::done};
  const InspectedBlob inspected{claimed->front().owner, claimed->front().blob.sha256, seen};
  ASSERT_TRUE(backlog.record(context_, {&inspected, 1}));
  expect_consistent(database());
  const auto image = images().images.at(0);
  const auto known = known_facts(image.facts, image.declared);
  EXPECT_EQ(known.size, seen.size);
  EXPECT_EQ(known.taken_at, all_declared().taken_at);
  const auto layout = gallery_->layout(context_, kDefaultOwner, {});
  EXPECT_EQ(layout->aspects, std::vector<std::int32_t>{500});
}

TEST_P(CatalogContract, ANewRevisionOfAnImageHasWhatIsDeclaredOfIt) {
  auto job = new_job();
  auto second = all_declared();
  second.size = PixelSize{1, 2};
  second.taken_at.reset();
  import_folder(job, page_declaring(all_declared()));
  job.id = fresh_id();
  import_folder(job, page_declaring(second, "2"));
  ASSERT_EQ(images().images.size(), 1U);
  EXPECT_EQ(images().images[0].declared, second);
  job.id = fresh_id();
  import_folder(job, page_declaring({}, "3"));
  EXPECT_EQ(images().images[0].declared, DeclaredFacts{});
}

/// A source may say anything; its file is listed and imported all the same.
TEST_P(CatalogContract, WhatCannotBeTrueOfADeclaredImageIsLeftOut) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  const auto most = std::numeric_limits<std::int64_t>::max();
  const DeclaredFacts lies{.size = PixelSize{most, -1},
                           .orientation = 99,
                           .taken_at = CaptureTime{most, 99'999},
                           .camera = {.make = std::string("a\0b\xFF", 4),
                                      .model = std::string(10'000, 'x'),
                                      .lens = "\"}",
                                      .exposure_seconds = nan,
                                      .f_number = std::numeric_limits<double>::infinity(),
                                      .focal_length_mm = -1,
                                      .iso = -1},
                           .position = GpsPosition{nan, 500, nan}};
  const auto job = start();
  commit(claim_folder(job), page_declaring(lies));
  EXPECT_EQ(finish(claim_one(job), imported("A")), Fate::recorded);
  const auto declared = images().images.at(0).declared;
  EXPECT_EQ(declared, (DeclaredFacts{.camera = {.make = "a\uFFFDb\uFFFD",
                                                .model = std::string(kCameraTextBytesMax, 'x'),
                                                .lens = "\"}"}}));
}

TEST_P(CatalogContract, ATextThatIsNoDeclarationIsNone) {
  const auto job = start();
  commit(claim_folder(job), page_declaring(all_declared()));
  finish(claim_one(job), imported("A"));
  for (const std::string text : {"{", "[]", "7", R"({"width":"x","make":[],"iso":{}})"}) {
    execute("UPDATE pixferry.image SET declared_facts = $1", {text});
    EXPECT_EQ(images().images.at(0).declared, DeclaredFacts{}) << text;
  }
}

}  // namespace
}  // namespace pixferry
