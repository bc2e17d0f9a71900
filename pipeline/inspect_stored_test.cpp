#include "pipeline/inspect_stored.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "pipeline/import_image.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "testing/fake_inspector.hpp"
#include "testing/import_rig.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// Images that were imported while nobody looked into them.
class InspectStoredTest : public testing::Test, protected ImportRig {
 protected:
  void import(const std::vector<std::string>& files) {
    list_root(files);
    std::vector<FinishedFile> finished;
    for (const auto& lease : claim(static_cast<int>(files.size()))) {
      finished.push_back({lease, importing_.run(Context{}, lease)});
    }
    EXPECT_TRUE(ledger->finish(Context{}, finished));
  }

  int run() {
    const auto looked = step_.run(Context{});
    EXPECT_TRUE(looked) << looked.error().message;
    return looked ? looked->images : -1;
  }

  std::vector<Image> images() {
    const auto page = gallery->page(Context{}, kDefaultOwner, {}, 1, 100);
    EXPECT_TRUE(page);
    return page->images;
  }

  std::filesystem::path path_of(const ObjectKey& key) {
    return std::filesystem::path{directory / "objects"} / key.text;
  }

  RetryPolicy retry_{random, limits};
  ImportImage importing_{{.source = [this](SourceKind) -> SourceProvider& { return source; },
                          .store = *store,
                          .spools = spools,
                          .key_secret = Secret{"key"},
                          .retry = retry_,
                          .limits = limits}};
  InspectionBacklog backlog_{*database, clock};
  FakeInspector inspector_;
  InspectStored step_{{.backlog = backlog_,
                       .store = *store,
                       .spools = spools,
                       .inspector = inspector_,
                       .limits = limits}};
};

TEST_F(InspectStoredTest, GivesEveryImageItsFactsAndThumbnailsWithoutAskingTheSource) {
  import({"a", "b", "c", "d", "e"});
  const auto fetched = source.fetched().size();
  int looked = 0;
  while (const int more = run()) looked += more;
  EXPECT_EQ(looked, 5);
  EXPECT_EQ(source.fetched().size(), fetched);
  for (const auto& image : images()) {
    EXPECT_EQ(image.facts, made_up_inspection(image.blob.sha256).facts);
    for (const int size : kThumbnailSizes) {
      EXPECT_TRUE(std::filesystem::exists(path_of(thumbnail_key(image.blob.key, size))));
    }
  }
}

TEST_F(InspectStoredTest, RecordsAHostileImageOnceAndTriesItNeverAgain) {
  import({"a"});
  inspector_.answer_next(Error{ErrorCode::poison, "it kills whoever looks at it"});
  EXPECT_EQ(run(), 1);
  const auto facts = images().front().facts;
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->thumbnails, ThumbnailState::damaged);
  EXPECT_EQ(facts->warning, ImageWarning::damaged_pixels);
  clock.advance(24h);
  EXPECT_EQ(run(), 0);
}

TEST_F(InspectStoredTest, SaysThatAnImageHasTooManyPixels) {
  import({"a"});
  inspector_.answer_next(Error{ErrorCode::too_many_pixels, "too wide"});
  run();
  const auto facts = images().front().facts;
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->thumbnails, ThumbnailState::unsupported);
  EXPECT_EQ(facts->warning, ImageWarning::too_many_pixels);
}

TEST_F(InspectStoredTest, GivesBackWhatItCouldNotDoAndDoesItLater) {
  import({"a", "b"});
  for (int outages = 0; outages < 2 * InspectionBacklog::kTriesMax; ++outages) {
    inspector_.answer_next(Error{ErrorCode::inspector_unavailable, "no process can be started"});
    const auto looked = step_.run(Context{});
    ASSERT_FALSE(looked);
    EXPECT_EQ(looked.error().code, ErrorCode::inspector_unavailable);
    EXPECT_EQ(run(), 0) << "it rests for a while";
    clock.advance(2min);
  }
  EXPECT_EQ(run(), 2);
  for (const auto& image : images()) EXPECT_TRUE(image.facts);
}

TEST_F(InspectStoredTest, ShowsNobodyAnObjectThatIsNotWhatWasStored) {
  import({"a", "b"});
  const auto spoilt = images();
  for (const auto& image : spoilt) {
    std::filesystem::permissions(path_of(image.blob.key), std::filesystem::perms::owner_all);
    std::filesystem::resize_file(path_of(image.blob.key), 10);
  }
  for (int tries = 0; tries < InspectionBacklog::kTriesMax; ++tries) {
    EXPECT_EQ(run(), 2);
    clock.advance(1h);
  }
  EXPECT_EQ(run(), 0);
  EXPECT_TRUE(inspector_.seen().empty());
  for (const auto& image : images()) EXPECT_FALSE(image.facts);
}

}  // namespace
}  // namespace pixferry
