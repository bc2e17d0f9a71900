#include <algorithm>
#include <functional>
#include <limits>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_gallery_contract() {}

namespace {

TEST_P(CatalogContract, ImagesAreShownNewestFirstWithTheirExactTotal) {
  const auto job = job_with({"a", "b", "c"});
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id));
  const auto first = images(1, 2);
  EXPECT_EQ(first.total, 3);
  ASSERT_EQ(first.images.size(), 2U);
  EXPECT_EQ(first.images[0].source_file_id, "c");
  EXPECT_EQ(first.images[1].source_file_id, "b");
  const auto second = images(2, 2);
  ASSERT_EQ(second.images.size(), 1U);
  EXPECT_EQ(second.images[0].source_file_id, "a");
}

TEST_P(CatalogContract, APageBeyondTheEndIsEmptyAndKnowsTheTotal) {
  finish(claim_one(job_with({"a"})), imported("A"));
  for (const auto page : {std::int64_t{2}, std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_TRUE(images(page, 20).images.empty());
    EXPECT_EQ(images(page, 20).total, 1);
  }
  EXPECT_TRUE(images(0, 20).images.empty());
}

TEST_P(CatalogContract, ImagesAreFilteredByTheirSource) {
  auto job = new_job("dropbox");
  job.root.source = SourceKind::dropbox;
  start(job);
  list(job.id, {"d"});
  finish(claim_one(job.id), imported("D"));
  finish(claim_one(job_with({"a"})), imported("A"));
  EXPECT_EQ(images().total, 2);
  const auto page = gallery_->page(context_, kDefaultOwner, {.source = SourceKind::dropbox}, 1, 10);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->total, 1);
  ASSERT_EQ(page->images.size(), 1U);
  EXPECT_EQ(page->images[0].source_file_id, "d");
}

/// Compares every page with the whole list, over several buckets with gaps in their ids.
TEST_P(CatalogContract, PagesFarDownAreExactAlsoWithGapsBetweenTheIds) {
  const auto blob = blob_of("shared");
  execute(
      "INSERT INTO pixferry.blob (owner, sha256, size_bytes, mime_type, object_key, created_at) "
      "VALUES ('default', $1, 6, 'image/jpeg', 'o', @at(1))",
      {blob.sha256.hex()});
  execute(
      "INSERT INTO pixferry.image (id, owner, source, source_file_id, revision, sha256, name, "
      "path, created_at, timeline_at) "
      "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2600) "
      "SELECT n * 3 - n % 3, 'default', CASE n % 4 WHEN 0 THEN 'dropbox' ELSE 'google_drive' "
      "END, CAST(n AS text), '', $1, '', '', @at(1), @at(1) FROM number",
      {blob.sha256.hex()});
  execute(
      "INSERT INTO pixferry.image_total SELECT owner, source, count(*) FROM pixferry.image "
      "GROUP BY owner, source");
  execute(
      "INSERT INTO pixferry.image_bucket SELECT owner, id / 1000, source, count(*) FROM "
      "pixferry.image GROUP BY owner, id / 1000, source");
  for (const auto source : {std::optional<SourceKind>{}, std::optional{SourceKind::dropbox}}) {
    std::vector<std::int64_t> paged;
    for (std::int64_t number = 1;; ++number) {
      const auto page = gallery_->page(context_, kDefaultOwner, {.source = source}, number, 70);
      ASSERT_TRUE(page);
      if (page->images.empty()) break;
      for (const auto& image : page->images) paged.push_back(image.id.value);
    }
    EXPECT_EQ(paged.size(), source ? 650U : 2600U);
    EXPECT_TRUE(std::ranges::is_sorted(paged, std::greater{}));
    EXPECT_EQ(std::ranges::adjacent_find(paged), paged.end());
  }
}

TEST_P(CatalogContract, BlobsAreReadInTheOrderOfTheirKeys) {
  const auto job = job_with({"a", "b", "c"});
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id));
  std::vector<std::string> keys;
  ObjectKey after;
  while (true) {
    const auto blobs = gallery_->blobs(context_, kDefaultOwner, after, 2);
    ASSERT_TRUE(blobs);
    if (blobs->empty()) break;
    for (const auto& blob : *blobs) keys.push_back(blob.key.text);
    after = blobs->back().key;
  }
  EXPECT_EQ(keys.size(), 3U);
  EXPECT_TRUE(std::ranges::is_sorted(keys));
  const auto theirs = gallery_->blobs(context_, "somebody", {}, 10);
  ASSERT_TRUE(theirs);
  EXPECT_TRUE(theirs->empty());
}

}  // namespace
}  // namespace pixferry
