#include <limits>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_facts_contract() {}

namespace {

ImageFacts full_facts() {
  return {.size = PixelSize{4000, 3000},
          .orientation = 6,
          .taken_at = CaptureTime{.local_ms = 1'717'243'200'123, .offset_minutes = 120},
          .camera = {.make = "Canon",
                     .model = "EOS R5 \"Ω\"",
                     .lens = "RF24-105mm F4 L IS USM",
                     .exposure_seconds = 0.008,
                     .f_number = 5.6,
                     .focal_length_mm = 35,
                     .iso = 400},
          .position = GpsPosition{47.376887, -8.541694, 408.5},
          .thumbhash = std::string{"\x01\xFF\x00\x7F", 4},
          .thumbnails = ThumbnailState::done,
          .warning = ImageWarning::truncated};
}

ImageFacts of_size(std::int64_t width, std::int64_t height) {
  return {.size = PixelSize{width, height}, .thumbnails = ThumbnailState::done};
}

TEST_P(CatalogContract, TheFactsOfAnImageAreKeptAsTheyWereFound) {
  finish(claim_one(job_with({"a"})), imported("A", full_facts()));
  ASSERT_EQ(images().images.size(), 1U);
  EXPECT_EQ(images().images[0].facts, full_facts());
}

TEST_P(CatalogContract, AnImageThatNobodyLookedIntoHasNoFacts) {
  const auto leases = claim(job_with({"a", "b"}));
  finish({{leases[0], imported("A")}, {leases[1], imported("B", ImageFacts{})}});
  for (const auto& image : images().images) EXPECT_EQ(image.facts, std::nullopt);
}

TEST_P(CatalogContract, AnImageThatCannotBeDrawnSaysWhy) {
  const ImageFacts facts{.thumbnails = ThumbnailState::unsupported,
                         .warning = ImageWarning::no_decoder};
  finish(claim_one(job_with({"a"})), imported("A", facts));
  EXPECT_EQ(images().images.at(0).facts, facts);
}

TEST_P(CatalogContract, ATimeWithoutItsOffsetStaysSo) {
  auto facts = full_facts();
  facts.taken_at = CaptureTime{.local_ms = -1'000'000'000'001, .offset_minutes = std::nullopt};
  finish(claim_one(job_with({"a"})), imported("A", facts));
  EXPECT_EQ(images().images.at(0).facts, facts);
}

TEST_P(CatalogContract, BytesThatNobodyLookedIntoTakeTheFactsOfALaterImport) {
  finish(claim_one(job_with({"a"})), imported("same"));
  finish(claim_one(job_with({"b"})), imported("same", full_facts()));
  ASSERT_EQ(images().images.size(), 2U);
  for (const auto& image : images().images) EXPECT_EQ(image.facts, full_facts());
}

TEST_P(CatalogContract, FactsThatAreThereStay) {
  finish(claim_one(job_with({"a"})), imported("same", full_facts()));
  finish(claim_one(job_with({"b"})), imported("same", of_size(1, 2)));
  finish(claim_one(job_with({"c"})), imported("same"));
  for (const auto& image : images().images) EXPECT_EQ(image.facts, full_facts());
}

TEST_P(CatalogContract, TheSameBytesInOneBatchTakeTheFactsThatOneOfThemHas) {
  const auto leases = claim(job_with({"a", "b", "c"}));
  finish({{leases[0], imported("same")},
          {leases[1], imported("same", full_facts())},
          {leases[2], imported("same")}});
  ASSERT_EQ(images().images.size(), 3U);
  for (const auto& image : images().images) EXPECT_EQ(image.facts, full_facts());
}

TEST_P(CatalogContract, AnImageWithNewBytesHasTheirFacts) {
  auto job = new_job();
  auto page = page_of({"a"});
  for (const auto& facts : {full_facts(), of_size(10, 20)}) {
    job.id = fresh_id();
    page.files[0].file.revision = std::to_string(facts.size->width);
    start(job);
    commit(claim_folder(job.id), page);
    finish(claim_one(job.id), imported(page.files[0].file.revision, facts));
    settle();
    ASSERT_EQ(images().images.size(), 1U);
    EXPECT_EQ(images().images[0].facts, facts);
  }
}

/// A process that looked into a hostile file may say anything; the file is imported all the same.
TEST_P(CatalogContract, WhatCannotBeTrueOfAnImageIsLeftOut) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  auto facts = full_facts();
  facts.size = PixelSize{0, -1};
  facts.orientation = 9;
  facts.taken_at->local_ms = std::numeric_limits<std::int64_t>::max();
  facts.camera = {.make = std::string("a\0b", 3),
                  .model = std::string(kCameraTextBytesMax + 1, 'x'),
                  .lens = "\xFF",
                  .exposure_seconds = nan,
                  .f_number = -1,
                  .focal_length_mm = std::numeric_limits<double>::infinity(),
                  .iso = -1};
  facts.position = GpsPosition{nan, 0, std::nullopt};
  facts.thumbhash = std::string(33, 'x');
  EXPECT_EQ(finish(claim_one(job_with({"a"})), imported("A", facts)), Fate::recorded);
  const auto kept = images().images.at(0).facts;
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->size, std::nullopt);
  EXPECT_EQ(kept->orientation, 1);
  EXPECT_EQ(kept->taken_at, std::nullopt);
  EXPECT_EQ(kept->camera.make, "a\uFFFDb");
  EXPECT_EQ(kept->camera.model, std::string(kCameraTextBytesMax, 'x'));
  EXPECT_EQ(kept->camera.lens, "\uFFFD");
  EXPECT_EQ(kept->camera.exposure_seconds, std::nullopt);
  EXPECT_EQ(kept->camera.f_number, std::nullopt);
  EXPECT_EQ(kept->camera.focal_length_mm, std::nullopt);
  EXPECT_EQ(kept->camera.iso, std::nullopt);
  EXPECT_EQ(kept->position, std::nullopt);
  EXPECT_EQ(kept->thumbhash, "");
  EXPECT_EQ(kept->thumbnails, ThumbnailState::done);
}

TEST_P(CatalogContract, AnImageIsFoundByItsIdByItsOwnerAlone) {
  finish(claim_one(job_with({"a"})), imported("A", full_facts()));
  const auto id = images().images.at(0).id;
  const auto found = gallery_->image(context_, kDefaultOwner, id);
  ASSERT_TRUE(found);
  ASSERT_TRUE(*found);
  EXPECT_EQ((*found)->source_file_id, "a");
  EXPECT_EQ((*found)->facts, full_facts());
  for (const auto& absent : {gallery_->image(context_, "somebody", id),
                             gallery_->image(context_, kDefaultOwner, {id.value + 1})}) {
    ASSERT_TRUE(absent);
    EXPECT_FALSE(*absent);
  }
}

}  // namespace
}  // namespace pixferry
