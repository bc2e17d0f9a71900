#include "pipeline/preview_import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/import_rig.hpp"

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr const char* kRoot = "1RootFolder";

class PreviewImportTest : public testing::Test, protected ImportRig {
 protected:
  void SetUp() override { source.answer_open(kRoot, FolderInfo{folder(kRoot), "Wedding"}); }

  Result<Preview> preview(const Context& context = {}) {
    PreviewImport step{
        {.providers = {&source}, .gallery = &*gallery, .clock = waiting_clock, .limits = limits}};
    return step.run(context, {.owner = std::string{kDefaultOwner},
                              .folder_url = std::string{"https://drive.google.com/drive/folders/"} +
                                            kRoot + "?resourcekey=0-key"});
  }
  Preview whole() {
    const auto seen = preview();
    EXPECT_TRUE(seen) << seen.error().message;
    return seen ? *seen : Preview{};
  }

  static FolderRef folder(const std::string& id) { return {SourceKind::google_drive, id, {}}; }

  static ListedFile image(const std::string& id, std::optional<std::int64_t> size = 10,
                          const std::string& type = "image/jpeg") {
    auto file = listed_file(id, id);
    file.size_bytes = size;
    file.mime_type = type;
    return {file, {}};
  }
  static ListedFile ended(const std::string& id, ErrorCode reason, bool is_skipped = true) {
    return {listed_file(id, id), ListedFile::Ended{is_skipped, reason, "why"}};
  }
  static ListedFolder below(const std::string& id) { return {folder(id), "in " + id}; }
};

TEST_F(PreviewImportTest, CountsWhatAnImportWouldMeetAndStartsNothing) {
  source.answer_list(
      kRoot, "",
      FolderPage{{image("a", 100), ended("doc", ErrorCode::google_document)}, {below("sub")}, "2"});
  source.answer_list(kRoot, "2",
                     FolderPage{{image("b", 20, "image/png"), image("c", {}, "")}, {}, ""});
  source.answer_list("sub", "",
                     FolderPage{{image("d", 3), ended("e", ErrorCode::source_forbidden, false),
                                 ended("f", ErrorCode::google_document)},
                                {below(kRoot)},
                                ""});
  const auto seen = whole();
  EXPECT_EQ(seen.name, "Wedding");
  EXPECT_EQ(seen.folder_url, std::string{"https://drive.google.com/drive/folders/"} + kRoot);
  EXPECT_TRUE(seen.is_complete);
  EXPECT_FALSE(seen.is_single_file);
  EXPECT_EQ(seen.folders, 1) << "a folder within itself is one";
  EXPECT_EQ(seen.images, 4);
  EXPECT_EQ(seen.bytes, 123);
  EXPECT_EQ(seen.images_of_unknown_size, 1);
  EXPECT_THAT(seen.types, ElementsAre(Pair("", 1), Pair("image/jpeg", 2), Pair("image/png", 1)));
  EXPECT_THAT(seen.endings,
              UnorderedElementsAre(Pair(Preview::Ending{true, ErrorCode::google_document}, 2),
                                   Pair(Preview::Ending{false, ErrorCode::source_forbidden}, 1)));
  EXPECT_THAT(seen.samples, SizeIs(4));
  EXPECT_THAT(source.fetched(), IsEmpty());
}

TEST_F(PreviewImportTest, TellsHowManyImagesAreHereAlready) {
  offer({"one", "two"});
  list_root({"one", "two"});
  for (const auto& lease : claim(1)) {
    const Blob blob{.sha256 = lease.file.sha256.value(), .size_bytes = 3, .key = {"o/key"}};
    const std::vector<FinishedFile> finished{{lease, Imported{blob}}};
    ASSERT_TRUE(ledger->finish(Context{}, finished));
  }
  source.answer_list(
      kRoot, "",
      FolderPage{{{listed_file("one", "one"), {}}, {listed_file("two", "two"), {}}}, {}, ""});
  EXPECT_EQ(whole().already_imported, 1);
}

TEST_F(PreviewImportTest, AFileThatIsListedTwiceCountsOnce) {
  source.answer_list(kRoot, "", FolderPage{{image("a"), image("a")}, {}, ""});
  EXPECT_EQ(whole().images, 1);
}

TEST_F(PreviewImportTest, ASingleFileNeedsNoListing) {
  source.answer_open(kRoot, FolderInfo{folder(kRoot), "one.jpg", image("one", 7)});
  const auto seen = whole();
  EXPECT_TRUE(seen.is_single_file);
  EXPECT_EQ(seen.images, 1);
  EXPECT_EQ(seen.bytes, 7);
  EXPECT_THAT(source.listed(), IsEmpty());
}

TEST_F(PreviewImportTest, SaysWhatCannotBeKnownWithoutSizes) {
  source.answer_list(kRoot, "", FolderPage{{image("a", {}), image("b", {})}, {}, ""});
  EXPECT_THAT(what_is_unknown(whole()), HasSubstr("GOOGLE_API_KEY"));
  source.answer_list(kRoot, "", FolderPage{{image("a", {}), image("b", 5)}, {}, ""});
  EXPECT_THAT(what_is_unknown(whole()), IsEmpty());
}

TEST_F(PreviewImportTest, AnEmptyFolderIsComplete) {
  source.answer_list(kRoot, "", FolderPage{});
  EXPECT_TRUE(whole().is_complete);
  EXPECT_EQ(whole().images, 0);
}

TEST_F(PreviewImportTest, ARootThatCannotBeReadIsTheError) {
  source.answer_open(kRoot, Error{ErrorCode::folder_not_found, "not there"});
  const auto seen = preview();
  ASSERT_FALSE(seen);
  EXPECT_EQ(seen.error().code, ErrorCode::folder_not_found);
}

TEST_F(PreviewImportTest, ASubfolderThatCannotBeReadIsPartOfThePreview) {
  source.answer_list(kRoot, "", FolderPage{{image("a")}, {below("sub"), below("other")}, ""});
  source.answer_list("sub", "", Error{ErrorCode::folder_forbidden, "no entry"});
  source.answer_list("other", "", FolderPage{{image("b")}, {}, ""});
  const auto seen = whole();
  EXPECT_EQ(seen.images, 2);
  EXPECT_EQ(seen.unreadable_folders, 1);
  EXPECT_FALSE(seen.is_complete);
  EXPECT_THAT(seen.cut_short_by, HasSubstr("no entry"));
}

TEST_F(PreviewImportTest, AProviderThatWantsAPauseEndsTheWalk) {
  for (const auto code : {ErrorCode::rate_limited, ErrorCode::timeout}) {
    source.answer_list(kRoot, "", FolderPage{{image("a")}, {below("sub"), below("other")}, ""});
    source.answer_list("sub", "", Error{code, "slow down"});
    const auto seen = whole();
    EXPECT_EQ(seen.images, 1);
    EXPECT_FALSE(seen.is_complete);
    EXPECT_THAT(source.listed(), testing::Not(testing::Contains("other:")));
  }
}

TEST_F(PreviewImportTest, EndlessListingsAreCutShort) {
  source.answer_list(kRoot, "", FolderPage{{image("a")}, {}, "1"});
  for (int i = 1; i <= PreviewImport::kPagesMax; ++i) {
    source.answer_list(kRoot, std::to_string(i), FolderPage{{}, {}, std::to_string(i + 1)});
  }
  const auto seen = whole();
  EXPECT_FALSE(seen.is_complete);
  EXPECT_THAT(seen.cut_short_by, HasSubstr("larger than what a preview reads"));
  EXPECT_THAT(source.listed(), SizeIs(PreviewImport::kPagesMax));
}

TEST_F(PreviewImportTest, APageThatIsItsOwnSuccessorEndsTheFolder) {
  source.answer_list(kRoot, "", FolderPage{{image("a")}, {}, "1"});
  source.answer_list(kRoot, "1", FolderPage{{image("b")}, {}, "1"});
  const auto seen = whole();
  EXPECT_EQ(seen.images, 1) << "what circles is not counted";
  EXPECT_FALSE(seen.is_complete);
}

TEST_F(PreviewImportTest, GoesNoDeeperThanAnImport) {
  limits.folder_depth_max = 1;
  source.answer_list(kRoot, "", FolderPage{{}, {below("one")}, ""});
  source.answer_list("one", "", FolderPage{{image("a")}, {below("two")}, ""});
  const auto seen = whole();
  EXPECT_EQ(seen.images, 1);
  EXPECT_FALSE(seen.is_complete);
  EXPECT_THAT(source.listed(), testing::Not(testing::Contains("two:")));
}

}  // namespace
}  // namespace pixferry
