#include "simulator/drive_tree/drive_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace pixferry::simulator {
namespace {

using testing::Contains;
using testing::Field;

PhotoAlbum tiny_album() {
  auto album = PhotoAlbum::make({.photos = 8, .edge_max = 32});
  EXPECT_TRUE(album);
  return std::move(*album);
}

DriveTree tree(TreePlan plan) {
  auto made = DriveTree::make(plan, tiny_album());
  EXPECT_TRUE(made) << made.error().message;
  return std::move(*made);
}

std::vector<DriveEntry> all_children(const DriveTree& drive, std::string_view folder) {
  return drive.children(folder, 0, drive.count_children(folder));
}

const ExpectedFile* expected_named(const std::vector<ExpectedFile>& files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &ExpectedFile::name);
  return found == files.end() ? nullptr : &*found;
}

TEST(DriveIds, AreThirtyThreeCharactersThatLeadBackToTheirItem) {
  const DriveIds ids{9};
  std::set<std::string> seen;
  for (std::uint64_t number = 0; number < 2000; ++number) {
    const auto id = ids.id_of({DriveIds::Kind::photo, number});
    ASSERT_EQ(id.size(), 33u);
    EXPECT_EQ(id.front(), '1');
    EXPECT_EQ(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                   "-_"),
              std::string::npos);
    EXPECT_TRUE(seen.insert(id).second);
    const auto item = ids.item_of(id);
    ASSERT_TRUE(item);
    EXPECT_EQ(item->kind, DriveIds::Kind::photo);
    EXPECT_EQ(item->number, number);
  }
}

TEST(DriveIds, AreUnknownToAnotherSeedAndWhenAltered) {
  auto id = DriveIds{1}.id_of({DriveIds::Kind::photo, 5});
  EXPECT_FALSE(DriveIds{2}.item_of(id));
  EXPECT_FALSE(DriveIds{1}.item_of(id.substr(1)));
  for (std::size_t i = 0; i < id.size(); ++i) {
    auto altered = id;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(DriveIds{1}.item_of(altered)) << i;
  }
}

TEST(DriveTree, PutsEveryPhotoIntoOneOfItsNestedFolders) {
  const auto drive = tree({.photos = 1003, .folders = 14, .odd_entries = false});
  std::set<std::string> photos;
  std::vector<std::string> folders{std::string{kDemoFolder}};
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const auto folder = folders[i];
    for (const auto& child : all_children(drive, folder)) {
      EXPECT_EQ(child.parent_id, folder);
      if (child.is_folder()) {
        folders.push_back(child.id);
      } else {
        EXPECT_TRUE(photos.insert(child.id).second);
      }
    }
  }
  EXPECT_EQ(folders.size(), 14u);
  EXPECT_EQ(photos.size(), 1003u);
}

TEST(DriveTree, FindsEveryEntryThatItLists) {
  const auto drive = tree({.photos = 50, .folders = 5});
  for (const auto& child : all_children(drive, kDemoFolder)) {
    const auto found = drive.find(child.id);
    ASSERT_TRUE(found) << child.name;
    EXPECT_EQ(found->name, child.name);
    EXPECT_EQ(found->parent_id, kDemoFolder);
  }
  EXPECT_FALSE(drive.find(kPrivateFolder));
  EXPECT_FALSE(drive.find(""));
}

TEST(DriveTree, ListsTheSamePiecewiseAsInOneGo) {
  const auto drive = tree({.photos = 40, .folders = 3});
  std::vector<std::string> whole;
  std::vector<std::string> pieces;
  for (const auto& child : all_children(drive, kDemoFolder)) whole.push_back(child.id);
  for (std::uint64_t first = 0; first < whole.size() + 7; first += 7) {
    for (const auto& child : drive.children(kDemoFolder, first, 7)) pieces.push_back(child.id);
  }
  EXPECT_EQ(pieces, whole);
}

TEST(DriveTree, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto first_photo = [](std::uint64_t seed) {
    return all_children(tree({.photos = 9, .folders = 1, .seed = seed}), kDemoFolder).back();
  };
  EXPECT_EQ(first_photo(3).id, first_photo(3).id);
  EXPECT_EQ(first_photo(3).name, first_photo(3).name);
  EXPECT_NE(first_photo(3).id, first_photo(4).id);
}

TEST(DriveTree, HoldsAMillionPhotosWithoutKeepingThem) {
  const auto drive = tree({.photos = 1'000'000, .folders = 100, .odd_entries = false});
  EXPECT_EQ(drive.count_children(kDemoFolder), 10'003u);
  const auto last = drive.children(kDemoFolder, 10'002, 10);
  ASSERT_EQ(last.size(), 1u);
  EXPECT_TRUE(drive.find(last[0].id));
}

TEST(DriveTree, RefusesPlansThatMakeNoTree) {
  EXPECT_FALSE(DriveTree::make({.photos = -1}, tiny_album()));
  EXPECT_FALSE(DriveTree::make({.folders = 0}, tiny_album()));
}

TEST(DriveTree, HoldsWhatIsOddInRealFolders) {
  const auto drive = tree({.photos = 20, .folders = 4});
  const auto children = all_children(drive, kDemoFolder);
  const auto named = [&](std::string_view name) {
    return std::ranges::count(children, name, &DriveEntry::name);
  };
  EXPECT_EQ(named("same name.jpg"), 2);
  EXPECT_EQ(named("2024/05/01 harbour.jpg"), 1);
  EXPECT_THAT(children, Contains(Field(&DriveEntry::mime_type, kDocumentType)));
  EXPECT_THAT(children, Contains(Field(&DriveEntry::mime_type, "video/mp4")));
  EXPECT_THAT(children, Contains(Field(&DriveEntry::mime_type, "application/pdf")));
  EXPECT_THAT(children, Contains(Field(&DriveEntry::can_download, false)));
  EXPECT_EQ(std::ranges::count(children, kShortcutType, &DriveEntry::mime_type), 4);
}

TEST(DriveTree, ExpectsEachFileOnceAlthoughShortcutsLeadThereAgain) {
  const auto files = tree({.photos = 20, .folders = 4}).expected();
  std::set<std::string> ids;
  for (const auto& file : files) EXPECT_TRUE(ids.insert(file.id).second) << file.name;
  // 20 generated, 8 odd photos of which one may not be downloaded, 3 through shortcuts.
  EXPECT_EQ(std::ranges::count(files, FileState::imported, &ExpectedFile::state), 20 + 7 + 3);
  EXPECT_EQ(std::ranges::count(files, FileState::skipped, &ExpectedFile::state), 5);
  EXPECT_EQ(std::ranges::count(files, FileState::failed, &ExpectedFile::state), 2);
}

TEST(DriveTree, ExpectsTheReasonOfEachFileThatIsNoPhoto) {
  const auto files = tree({.photos = 20, .folders = 4}).expected();
  const std::map<std::string, std::pair<FileState, ErrorCode>> reasons = {
      {"Packing list", {FileState::skipped, ErrorCode::google_document}},
      {"waves.mp4", {FileState::skipped, ErrorCode::unsupported_type}},
      {"itinerary.pdf", {FileState::skipped, ErrorCode::unsupported_type}},
      {"backup.bin", {FileState::skipped, ErrorCode::unsupported_type}},
      {"Deleted long ago", {FileState::skipped, ErrorCode::broken_shortcut}},
      {"renamed.jpg", {FileState::failed, ErrorCode::unsupported_type}},
      {"view only.jpg", {FileState::failed, ErrorCode::source_forbidden}}};
  for (const auto& [name, ending] : reasons) {
    const auto* file = expected_named(files, name);
    ASSERT_NE(file, nullptr) << name;
    EXPECT_EQ(file->state, ending.first) << name;
    EXPECT_EQ(file->reason, ending.second) << name;
  }
  ASSERT_NE(expected_named(files, "exported without a type"), nullptr);
  EXPECT_EQ(expected_named(files, "exported without a type")->state, FileState::imported);
}

TEST(DriveTree, ExpectsNothingOfAnEmptyFolderAndOnlyPhotosOfAPlainOne) {
  EXPECT_TRUE(tree({}).expected(kEmptyFolder).empty());
  EXPECT_EQ(tree({}).expected(kKeyedFolder).size(), 2u);
  const auto plain = tree({.photos = 30, .folders = 1, .odd_entries = false}).expected();
  EXPECT_EQ(plain.size(), 30u);
  EXPECT_EQ(std::ranges::count(plain, FileState::imported, &ExpectedFile::state), 30);
}

TEST(DriveTree, ShowsItsFilesAsTheyWereEdited) {
  const auto before = tree({.photos = 12, .folders = 2, .odd_entries = false});
  const auto photos = before.expected();
  const auto subfolder = all_children(before, kDemoFolder).front();
  ASSERT_TRUE(subfolder.is_folder());
  const auto in_demo = all_children(before, kDemoFolder);
  const auto in_sub = all_children(before, subfolder.id);
  const auto edited = tree({.photos = 12,
                            .folders = 2,
                            .odd_entries = false,
                            .edits = {{.id = in_demo[1].id, .name = "renamed.jpg"},
                                      {.id = in_demo[2].id, .parent_id = subfolder.id},
                                      {.id = in_demo[3].id, .is_gone = true},
                                      {.id = in_demo[4].id, .photo = 1000}}});
  EXPECT_EQ(edited.count_children(kDemoFolder), in_demo.size() - 2);
  EXPECT_EQ(edited.count_children(subfolder.id), in_sub.size() + 1);
  EXPECT_EQ(edited.find(in_demo[1].id)->name, "renamed.jpg");
  EXPECT_EQ(edited.children(subfolder.id, in_sub.size(), 5).front().id, in_demo[2].id);
  EXPECT_FALSE(edited.find(in_demo[3].id));
  EXPECT_NE(edited.revision(*edited.find(in_demo[4].id)), before.revision(in_demo[4]));
  EXPECT_EQ(edited.revision(*edited.find(in_demo[1].id)), before.revision(in_demo[1]));
  EXPECT_EQ(edited.expected().size(), photos.size() - 1);
}

}  // namespace
}  // namespace pixferry::simulator
