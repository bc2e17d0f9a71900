#include "pipeline/collect_garbage.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "pipeline/catalog/disposal.hpp"
#include "pipeline/collect_strays.hpp"
#include "pipeline/import_image.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/verify_objects.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/fake_inspector.hpp"
#include "testing/import_rig.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

/// The rig's store, which may refuse to remove.
class StubbornStore final : public ObjectStore {
 public:
  explicit StubbornStore(ObjectStore& real) : real_(real) {}

  bool is_stubborn = false;
  std::function<void()> before_removing = [] {};

  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override {
    return real_.put(context, key, content, traits);
  }
  Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) override {
    return real_.head(context, key);
  }
  Result<> get(const Context& context, const ObjectKey& key, Spool& into) override {
    return real_.get(context, key, into);
  }
  Result<> remove(const Context& context, std::span<const ObjectKey> keys) override {
    before_removing();
    if (is_stubborn) return Error{ErrorCode::storage_unavailable, "the store is away"};
    return real_.remove(context, keys);
  }
  Result<std::string> url(const Context& context, const ObjectKey& key,
                          std::chrono::seconds valid_for) override {
    return real_.url(context, key, valid_for);
  }

 private:
  ObjectStore& real_;
};

/// Images with their thumbnails, some of which are deleted.
class CollectGarbageTest : public testing::Test, protected ImportRig {
 protected:
  ~CollectGarbageTest() override { expect_consistent(*database); }

  void import(const std::vector<std::string>& files) {
    list_root(files);
    for (const auto& lease : claim(static_cast<int>(files.size()))) finish(lease);
  }
  Fate finish(const FileLease& lease) {
    const std::vector<FinishedFile> finished{{lease, importing_.run(Context{}, lease)}};
    const auto fates = ledger->finish(Context{}, finished);
    EXPECT_TRUE(fates);
    return fates ? fates->front() : Fate::stale;
  }

  void import_again() {
    for (const auto& lease : claim(1)) finish(lease);
  }
  /// As if an import had died before it wrote the rows of their bytes.
  void forget(const std::vector<Image>& images) {
    for (const auto& image : images) {
      const std::vector<ImageId> ids{image.id};
      EXPECT_TRUE(disposal_.delete_images(Context{}, kDefaultOwner, ids));
      const auto transaction = *database->begin(Context{}, Access::write);
      EXPECT_TRUE(transaction->query("DELETE FROM pixferry.blob WHERE sha256 = $1",
                                     std::vector<SqlValue>{image.blob.sha256.hex()}));
      EXPECT_TRUE(transaction->commit());
    }
  }

  Image image_named(const std::string& name) {
    const auto page = gallery->page(Context{}, kDefaultOwner, {.name_part = name}, 1, 1);
    EXPECT_TRUE(page && page->images.size() == 1) << name;
    return page->images.at(0);
  }
  void remove_image(const std::string& name) {
    const std::vector<ImageId> ids{image_named(name).id};
    EXPECT_TRUE(disposal_.delete_images(Context{}, kDefaultOwner, ids));
  }

  /// How many images it removed until nothing was left; -1 where it failed.
  std::int64_t run(std::chrono::milliseconds unreferenced_for = CollectGarbage::kKept) {
    std::int64_t images = 0;
    while (true) {
      const auto turn = collect_.run(Context{}, unreferenced_for);
      if (!turn) return -1;
      images += turn->images;
      if (!turn->has_more) return images;
    }
  }
  CollectStrays::Strays strays(const CollectStrays::Plan& plan = {}) {
    const auto found = collect_strays_.run(Context{}, plan);
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : CollectStrays::Strays{};
  }

  std::vector<std::string> objects() const {
    std::vector<std::string> keys;
    const fs::path root{directory / "objects"};
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
      if (entry.is_regular_file()) keys.push_back(entry.path().lexically_relative(root));
    }
    return keys;
  }
  static std::vector<std::string> objects_of(const Image& image) {
    return {image.blob.key.text, thumbnail_key(image.blob.key, 256).text,
            thumbnail_key(image.blob.key, 512).text};
  }
  /// As if it had been stored so long before now.
  void make_old(const std::string& key, std::chrono::milliseconds age) {
    const auto then = std::chrono::file_clock::from_sys(clock.now() - age);
    fs::last_write_time(fs::path{directory / "objects"} / key, then);
  }
  std::int64_t bad_objects() {
    VerifyObjects verify{{.gallery = *gallery, .store = *store, .spools = spools}};
    const auto verified = verify.run(Context{}, {.owner = std::string{kDefaultOwner}}, {});
    EXPECT_TRUE(verified);
    return verified ? verified->bad : -1;
  }

  StubbornStore store_{*store};
  RetryPolicy retry_{random, limits};
  FakeInspector inspector_;
  ImportImage importing_{{.source = [this](SourceKind) -> SourceProvider& { return source; },
                          .store = *store,
                          .spools = spools,
                          .key_secret = Secret{"key"},
                          .retry = retry_,
                          .limits = limits,
                          .inspector = &inspector_}};
  Disposal disposal_{*database, clock};
  Removals removals_{*database, clock};
  CollectGarbage collect_{{.removals = removals_, .store = store_, .clock = clock}};
  CollectStrays collect_strays_{
      {.removals = removals_, .store = store_, .lister = *store, .clock = clock}};
};

TEST_F(CollectGarbageTest, RemovesAnOriginalAndItsThumbnailsADayAfterItsLastImage) {
  import({"a", "b"});
  const auto kept = objects_of(image_named("b"));
  ASSERT_EQ(objects().size(), 6U);
  remove_image("a");
  clock.advance(24h - 1ms);
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(objects().size(), 6U);
  clock.advance(1ms);
  EXPECT_EQ(run(), 1);
  EXPECT_THAT(objects(), UnorderedElementsAreArray(kept));
  EXPECT_EQ(bad_objects(), 0);
  EXPECT_EQ(run(), 0);
}

TEST_F(CollectGarbageTest, LeavesWhatAStoreDoesNotRemoveToALaterTry) {
  import({"a"});
  remove_image("a");
  store_.is_stubborn = true;
  EXPECT_EQ(run(0ms), -1);
  EXPECT_EQ(objects().size(), 3U);
  EXPECT_EQ(bad_objects(), 0);
  store_.is_stubborn = false;
  EXPECT_EQ(run(0ms), 0) << "somebody may be at it still";
  clock.advance(CollectGarbage::kLease);
  EXPECT_EQ(run(), 1);
  EXPECT_THAT(objects(), IsEmpty());
}

TEST_F(CollectGarbageTest, AnImportOfTheSameBytesMeanwhileStoresThemAnew) {
  import({"a"});
  remove_image("a");
  const auto again = ledger->create(Context{}, {.id = JobId::from_random(3, 4),
                                                .owner = std::string{kDefaultOwner},
                                                .root = {SourceKind::google_drive, "other", {}},
                                                .folder_url = "url",
                                                .options = {}});
  ASSERT_TRUE(again);
  job = again->id;
  list_root({"a"});
  auto lease = claim(1).at(0);
  lease.held.reset();
  store_.before_removing = [&] { EXPECT_EQ(finish(lease), Fate::recorded); };
  EXPECT_EQ(run(0ms), 1);
  EXPECT_EQ(snapshot().tally.pending(), 1) << "what it stored went with the rest";
  store_.before_removing = [] {};
  clock.advance(1min);
  import_again();
  EXPECT_EQ(snapshot().tally.imported, 1);
  EXPECT_EQ(objects().size(), 3U);
  EXPECT_EQ(bad_objects(), 0);
}

TEST_F(CollectGarbageTest, RemovesNothingOnceItsTimeIsOver) {
  import({"a"});
  remove_image("a");
  const Context late{.stop = {}, .deadline = clock.steady()};
  const auto turn = collect_.run(late, 0ms);
  ASSERT_FALSE(turn);
  EXPECT_EQ(objects().size(), 3U);
}

TEST_F(CollectGarbageTest, ObjectsThatNoRowNamesGoWhenTheyAreADayOld) {
  import({"a", "b", "c"});
  const auto old = image_named("a");
  const auto young = image_named("b");
  for (const auto& key : objects()) make_old(key, 48h);
  for (const auto& key : objects_of(young)) make_old(key, 24h - 1s);
  const auto named = objects_of(image_named("c"));
  auto kept = objects_of(young);
  kept.insert(kept.end(), named.begin(), named.end());
  forget({old, young});
  EXPECT_EQ(strays({.is_dry_run = true}).objects, 3);
  EXPECT_EQ(objects().size(), 9U);
  EXPECT_EQ(strays({.older_than = 49h}).objects, 0);
  const auto removed = strays({.older_than = 0ms});
  EXPECT_EQ(removed.objects, 3);
  EXPECT_GT(removed.bytes, old.blob.size_bytes);
  EXPECT_THAT(objects(), UnorderedElementsAreArray(kept));
  EXPECT_EQ(bad_objects(), 0);
}

TEST_F(CollectGarbageTest, WhatIsNoObjectOfOursIsLeftAlone) {
  import({"a"});
  const fs::path folder = fs::path{directory / "objects"} / "o/00";
  fs::create_directories(folder / "folder.jpg");
  for (const auto* name : {"notes.txt", ".hidden"}) fs::copy_file("/proc/self/comm", folder / name);
  for (const auto& key : objects()) make_old(key, 48h);
  EXPECT_EQ(strays().objects, 0);
  EXPECT_EQ(objects().size(), 5U);
}

TEST_F(CollectGarbageTest, EveryObjectIsListedOnceWithItsSizeAndTime) {
  import({"a", "b"});
  std::vector<std::string> listed;
  std::string from;
  do {
    const auto listing = store->list(Context{}, from);
    ASSERT_TRUE(listing) << listing.error().message;
    for (const auto& object : listing->objects) {
      listed.push_back(object.key.text);
      const auto head = store->head(Context{}, object.key);
      EXPECT_EQ((*head)->size_bytes, object.size_bytes);
    }
    from = listing->next;
  } while (!from.empty());
  EXPECT_THAT(listed, UnorderedElementsAreArray(objects()));
  EXPECT_THAT(store->list(Context{}, "../..")->objects, IsEmpty());
}

}  // namespace
}  // namespace pixferry
