#include "pipeline/import_image.hpp"

#include <gtest/gtest.h>

#include "pipeline/content/single_block_hash.hpp"
#include "pipeline/object_store/folder_store.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "testing/fake_inspector.hpp"
#include "testing/scripted_source.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

class ImportImageTest : public testing::Test {
 protected:
  ImportImageTest() {
    auto store = FolderStore::open(directory_ / "objects", "http://localhost");
    EXPECT_TRUE(store);
    store_ = *std::move(store);
    spools_.directory = directory_.path();
  }

  ImportImage step() {
    return ImportImage{{.source = [this](SourceKind) -> SourceProvider& { return source_; },
                        .store = *store_,
                        .spools = spools_,
                        .key_secret = Secret{"key"},
                        .retry = RetryPolicy{random_, limits_},
                        .limits = limits_,
                        .inspector = inspector_}};
  }

  Outcome import(SourceFile file, int attempts = 1) {
    FileLease lease{.id = {1}, .job = {}, .owner = "default"};
    lease.attempts = attempts;
    lease.file = std::move(file);
    return step().run(Context{}, lease);
  }

  std::string stored(const ObjectKey& key) {
    auto spool = Spool::open(spools_, {.declared_size_bytes = {}, .size_bytes_max = 1 << 20});
    EXPECT_TRUE(spool);
    EXPECT_TRUE(store_->get(Context{}, key, *spool));
    EXPECT_TRUE(spool->finish());
    return text_of(*spool);
  }

  TemporaryDirectory directory_;
  ScriptedSource source_;
  std::unique_ptr<FolderStore> store_;
  SpoolRoom spools_;
  SeededRandom random_{1};
  Limits limits_;
  FakeInspector looking_;
  ImageInspector* inspector_ = nullptr;
};

TEST_F(ImportImageTest, StoresTheBytesUnchangedUnderAKeyThatFollowsFromThem) {
  const auto bytes = tiny_jpeg("a");
  source_.serve("a", bytes);
  const auto outcome = import(listed_file("a", bytes));
  ASSERT_TRUE(std::holds_alternative<Imported>(outcome));
  const auto& blob = std::get<Imported>(outcome).blob;
  EXPECT_EQ(blob.type, ImageType::jpeg);
  EXPECT_EQ(blob.size_bytes, static_cast<std::int64_t>(bytes.size()));
  EXPECT_TRUE(blob.key.text.ends_with(".jpg"));
  EXPECT_EQ(stored(blob.key), bytes);
}

TEST_F(ImportImageTest, KnowsTheHashThatDropboxWouldDeclareForTheBytes) {
  const auto bytes = tiny_jpeg("a");
  source_.serve("a", bytes);
  const auto blob = std::get<Imported>(import(listed_file("a", bytes))).blob;
  EXPECT_EQ(blob.dropbox_hash, single_block_dropbox_hash(blob.sha256, blob.size_bytes));
  EXPECT_TRUE(blob.dropbox_hash);
}

TEST_F(ImportImageTest, BytesThatAreHeldAreNotFetched) {
  FileLease lease{.id = {1}, .job = {}, .owner = "default"};
  lease.file = listed_file("a", tiny_jpeg("a"));
  lease.held = Blob{.sha256 = *lease.file.sha256, .size_bytes = 5, .key = {"o/3f/a.jpg"}};
  const auto outcome = step().run(Context{}, lease);
  ASSERT_TRUE(std::holds_alternative<Imported>(outcome));
  EXPECT_TRUE(std::get<Imported>(outcome).was_held);
  EXPECT_EQ(std::get<Imported>(outcome).blob.key, lease.held->key);
  EXPECT_TRUE(source_.fetched().empty());
}

TEST_F(ImportImageTest, StoresNothingWhoseBytesAreNotTheDeclaredOnes) {
  auto file = listed_file("a", tiny_jpeg("a"));
  source_.serve("a", tiny_jpeg("b"));
  const auto outcome = import(file);
  ASSERT_TRUE(std::holds_alternative<Postponed>(outcome));
  EXPECT_EQ(std::get<Postponed>(outcome).cause, ErrorCode::checksum_mismatch);
}

TEST_F(ImportImageTest, ABodyCutOffBeforeItsFirstFourKilobytesIsRetriedAsAMismatch) {
  source_.serve("a", "");
  const auto outcome = import(listed_file("a", tiny_jpeg("a")));
  ASSERT_TRUE(std::holds_alternative<Postponed>(outcome));
  EXPECT_EQ(std::get<Postponed>(outcome).cause, ErrorCode::checksum_mismatch);
}

TEST_F(ImportImageTest, VerifiesByMd5WhereTheSourceDeclaresNothingBetter) {
  auto file = listed_file("a", tiny_jpeg("a"));
  file.sha256.reset();
  file.md5 = Md5{};
  source_.serve("a", tiny_jpeg("a"));
  const auto outcome = import(file);
  ASSERT_TRUE(std::holds_alternative<Postponed>(outcome));
  EXPECT_EQ(std::get<Postponed>(outcome).cause, ErrorCode::checksum_mismatch);
}

TEST_F(ImportImageTest, AWebPageInPlaceOfAnImageIsRetriedAndNeverStored) {
  source_.serve("a", "<!DOCTYPE html><html><body>Too many users</body></html>");
  for (const bool declared : {true, false}) {
    auto file = listed_file("a", tiny_jpeg("a"));
    if (!declared) {
      file.sha256.reset();
      file.size_bytes.reset();
    }
    const auto outcome = import(file);
    ASSERT_TRUE(std::holds_alternative<Postponed>(outcome)) << declared;
    EXPECT_EQ(std::get<Postponed>(outcome).cause, ErrorCode::html_instead_of_image);
  }
}

TEST_F(ImportImageTest, AWebPageThatReallyIsTheFileIsNoImage) {
  const std::string page = "<!DOCTYPE html><html></html>";
  source_.serve("a", page);
  auto file = listed_file("a", page);
  file.mime_type = "application/octet-stream";
  EXPECT_EQ(std::get<Skipped>(import(file)).reason, ErrorCode::unsupported_type);
  file.mime_type = "image/jpeg";
  EXPECT_EQ(std::get<Failed>(import(file)).reason, ErrorCode::unsupported_type);
}

TEST_F(ImportImageTest, GivesAForeignFileUpAfterItsFirstFourKilobytes) {
  std::int64_t written = 0;
  source_.answer_fetch("a", [&](const Context&, const SourceFile&, Spool& into) -> Result<> {
    const std::string chunk(1024, 'x');
    for (int i = 0; i < 1000; ++i) {
      if (auto wrote = write_text(into, chunk); !wrote) return wrote.error();
      written += 1024;
    }
    return {};
  });
  auto file = listed_file("a", "");
  file.mime_type = "application/octet-stream";
  file.size_bytes = 1024 * 1000;
  file.sha256.reset();
  EXPECT_TRUE(std::holds_alternative<Skipped>(import(file)));
  EXPECT_LE(written, 4096);
}

TEST_F(ImportImageTest, AnEmptyFileFailsForGoodRatherThanBeingRetried) {
  source_.serve("a", "");
  EXPECT_EQ(std::get<Failed>(import(listed_file("a", ""))).reason, ErrorCode::unsupported_type);
}

TEST_F(ImportImageTest, FetchesNothingOfAFileThatDeclaresMoreThanItMayHave) {
  auto file = listed_file("a", "");
  file.size_bytes = limits_.file_bytes_max + 1;
  EXPECT_EQ(std::get<Failed>(import(file)).reason, ErrorCode::too_large);
  EXPECT_TRUE(source_.fetched().empty());
}

TEST_F(ImportImageTest, StopsABodyThatGrowsPastTheLimitItDidNotDeclare) {
  limits_.file_bytes_max = 1000;
  source_.serve("a", tiny_jpeg(std::string(2000, 'x')));
  auto file = listed_file("a", "");
  file.size_bytes.reset();
  file.sha256.reset();
  EXPECT_EQ(std::get<Failed>(import(file)).reason, ErrorCode::too_large);
}

TEST_F(ImportImageTest, PassesOnWhatTheSourceSaid) {
  source_.answer_fetch("a", [](const Context&, const SourceFile&, Spool&) -> Result<> {
    return Error{ErrorCode::source_gone, "gone"};
  });
  EXPECT_EQ(std::get<Failed>(import(listed_file("a", "x"))).reason, ErrorCode::source_gone);
}

TEST_F(ImportImageTest, StoresBothThumbnailsBesideTheImageAndTellsWhatWasSeen) {
  inspector_ = &looking_;
  const auto bytes = tiny_jpeg("a");
  source_.serve("a", bytes);
  const auto imported = std::get<Imported>(import(listed_file("a", bytes)));
  const auto expected = made_up_inspection(imported.blob.sha256);
  EXPECT_EQ(imported.facts, expected.facts);
  ASSERT_EQ(expected.thumbnails.size(), std::size(kThumbnailSizes));
  for (const auto& thumbnail : expected.thumbnails) {
    const auto key = thumbnail_key(imported.blob.key, thumbnail.size_pixels);
    EXPECT_TRUE(is_object_key(key.text)) << key.text;
    const std::string_view made{reinterpret_cast<const char*>(thumbnail.bytes.data()),
                                thumbnail.bytes.size()};
    EXPECT_EQ(stored(key), made);
  }
}

TEST_F(ImportImageTest, LooksIntoNothingThatIsNoVerifiedImage) {
  inspector_ = &looking_;
  auto file = listed_file("a", tiny_jpeg("a"));
  source_.serve("a", tiny_jpeg("b"));
  import(file);
  source_.serve("t", "no image");
  import(listed_file("t", "no image"));
  EXPECT_TRUE(looking_.seen().empty());
}

TEST_F(ImportImageTest, SaysNothingOfAnImageThatNobodyLookedInto) {
  const auto bytes = tiny_jpeg("a");
  source_.serve("a", bytes);
  EXPECT_FALSE(std::get<Imported>(import(listed_file("a", bytes))).facts);
}

TEST_F(ImportImageTest, StoresNothingOfAFileThatKillsWhoeverLooksAtIt) {
  inspector_ = &looking_;
  const auto bytes = tiny_jpeg("a");
  source_.serve("a", bytes);
  for (const auto reason :
       {ErrorCode::poison, ErrorCode::damaged_image, ErrorCode::too_many_pixels}) {
    looking_.answer_next(Error{reason, "it is hostile"});
    const auto outcome = import(listed_file("a", bytes));
    ASSERT_TRUE(std::holds_alternative<Failed>(outcome)) << name(reason);
    EXPECT_EQ(std::get<Failed>(outcome).reason, reason);
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator{directory_ / "objects"}) {
    EXPECT_FALSE(entry.is_regular_file()) << entry.path();
  }
}

}  // namespace
}  // namespace pixferry
