#include "testing/source_provider_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <stop_token>
#include <thread>

#include "pipeline/platform/clock.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr std::int64_t kFileBytesMax = 10 << 20;
constexpr std::size_t kPagesMax = 100;

std::string picture(std::size_t bytes, int seed) {
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) {
    text.push_back(static_cast<char>((i * 31 + i / 255 + static_cast<std::size_t>(seed)) & 0xff));
  }
  return text;
}

SharedFolder folder_of_files(int count) {
  SharedFolder folder{.name = "Many"};
  for (int i = 0; i < count; ++i) {
    folder.files.push_back({"photo " + std::to_string(i) + ".jpg", picture(10, i)});
  }
  return folder;
}

std::vector<std::string> names_of(const std::vector<ListedFile>& files) {
  std::vector<std::string> names;
  for (const auto& listed : files) names.push_back(listed.file.name);
  return names;
}

}  // namespace

void SourceProviderContract::SetUp() {
  room_.directory = directory_.path();
  source_ = GetParam().make();
}

std::vector<FolderPage> SourceProviderContract::all_pages(const FolderRef& folder) {
  std::vector<FolderPage> pages;
  std::string token;
  do {
    auto page = provider().list(context_, folder, token);
    if (!page) {
      ADD_FAILURE() << page.error().message;
      return pages;
    }
    token = page->next_page_token;
    pages.push_back(std::move(*page));
  } while (!token.empty() && pages.size() < kPagesMax);
  EXPECT_LT(pages.size(), kPagesMax);
  return pages;
}

FolderPage SourceProviderContract::all_of(const FolderRef& folder) {
  FolderPage all;
  for (auto& page : all_pages(folder)) {
    std::ranges::move(page.files, std::back_inserter(all.files));
    std::ranges::move(page.folders, std::back_inserter(all.folders));
  }
  return all;
}

Result<std::string> SourceProviderContract::bytes_of(const Context& context,
                                                     const SourceFile& file) {
  auto spool = Spool::open(room_, {std::nullopt, kFileBytesMax, false, {}});
  if (!spool) return spool.error();
  if (auto fetched = provider().fetch(context, file, *spool); !fetched) return fetched.error();
  if (auto finished = spool->finish(); !finished) return finished.error();
  std::string bytes;
  const auto read = read_spool(*spool, [&](std::span<const std::byte> part) {
    bytes.append(reinterpret_cast<const char*>(part.data()), part.size());
    return Result<>{};
  });
  if (!read) return read.error();
  return bytes;
}

std::string source_name(const testing::TestParamInfo<SourceUnderTest>& info) {
  return info.param.name;
}

TEST_P(SourceProviderContract, OpensAFolderUnderItsName) {
  const auto root = source_->share({.name = "Été & 夏 <2024>"});
  const auto info = provider().open(context_, root);
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->name, "Été & 夏 <2024>");
  EXPECT_EQ(info->folder.id, root.id);
  EXPECT_EQ(info->folder.source, provider().kind());
}

TEST_P(SourceProviderContract, AnEmptyFolderIsOnePageWithoutEntries) {
  const auto pages = all_pages(source_->share({.name = "Empty"}));
  ASSERT_THAT(pages, SizeIs(1));
  EXPECT_THAT(pages[0].files, IsEmpty());
  EXPECT_THAT(pages[0].folders, IsEmpty());
}

TEST_P(SourceProviderContract, TellsFilesAndSubfoldersApartAndListsOneLevelAtATime) {
  const auto root = source_->share(
      {.name = "Root",
       .files = {{"a.jpg", "A"}},
       .folders = {{.name = "Sub", .files = {{"b.jpg", "B"}}, .folders = {{.name = "Deep"}}}}});
  const auto top = all_of(root);
  EXPECT_THAT(names_of(top.files), UnorderedElementsAre("a.jpg"));
  ASSERT_THAT(top.folders, SizeIs(1));
  EXPECT_EQ(top.folders[0].name, "Sub");
  const auto below = all_of(top.folders[0].folder);
  EXPECT_THAT(names_of(below.files), UnorderedElementsAre("b.jpg"));
  ASSERT_THAT(below.folders, SizeIs(1));
  EXPECT_EQ(below.folders[0].name, "Deep");
}

TEST_P(SourceProviderContract, PagingLosesNothingAndDoublesNothing) {
  source_->set_page_entries_max(3);
  for (const int count : {1, 2, 3, 4, 6, 10}) {
    const auto pages = all_pages(source_->share(folder_of_files(count)));
    EXPECT_EQ(pages.size(), static_cast<std::size_t>((count + 2) / 3)) << count;
    std::set<std::string> ids;
    std::set<std::string> names;
    for (const auto& page : pages) {
      for (const auto& listed : page.files) {
        EXPECT_TRUE(ids.insert(listed.file.id).second) << listed.file.name;
        names.insert(listed.file.name);
      }
    }
    EXPECT_THAT(names, SizeIs(count));
  }
}

TEST_P(SourceProviderContract, AskingForAPageAgainGivesTheSamePage) {
  source_->set_page_entries_max(2);
  const auto root = source_->share(folder_of_files(5));
  const auto first = provider().list(context_, root, "");
  ASSERT_TRUE(first);
  const auto second = provider().list(context_, root, first->next_page_token);
  const auto again = provider().list(context_, root, first->next_page_token);
  ASSERT_TRUE(second && again);
  EXPECT_EQ(names_of(second->files), names_of(again->files));
}

TEST_P(SourceProviderContract, ARefusedPageTokenSaysSoAndTheListingCanBeginAnew) {
  source_->set_page_entries_max(2);
  const auto root = source_->share(folder_of_files(5));
  const auto first = provider().list(context_, root, "");
  ASSERT_TRUE(first);
  ASSERT_FALSE(first->next_page_token.empty());
  source_->forget_page_tokens();
  const auto refused = provider().list(context_, root, first->next_page_token);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::page_token_rejected) << refused.error().message;
  EXPECT_THAT(all_of(root).files, SizeIs(5));
}

TEST_P(SourceProviderContract, APrivateFolderIsNotFound) {
  const auto root = source_->share({.name = "Mine", .files = {{"a.jpg", "A"}}, .is_private = true});
  const auto info = provider().open(context_, root);
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().code, ErrorCode::folder_not_found) << info.error().message;
  EXPECT_FALSE(info.error().message.empty());
}

TEST_P(SourceProviderContract, KeepsFilesThatShareTheirName) {
  const auto page = all_of(
      source_->share({.name = "Twins", .files = {{"IMG_1.jpg", "one"}, {"IMG_1.jpg", "two"}}}));
  ASSERT_THAT(names_of(page.files), UnorderedElementsAre("IMG_1.jpg", "IMG_1.jpg"));
  EXPECT_NE(page.files[0].file.id, page.files[1].file.id);
}

TEST_P(SourceProviderContract, LeavesOddNamesAsTheyAre) {
  const std::vector<std::string> names{
      "../../etc/passwd", "a/b\\c.jpg", "<b>x</b>.png", "☃ é 📷",
      "quote\"'`$(x);--", ".",          "   ",          "line\nbreak"};
  SharedFolder folder{.name = "Odd"};
  for (const auto& name : names) folder.files.push_back({name, "x"});
  EXPECT_THAT(names_of(all_of(source_->share(folder)).files),
              testing::UnorderedElementsAreArray(names));
}

TEST_P(SourceProviderContract, FetchesTheBytesUnchanged) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte.push_back(static_cast<char>(byte));
  const std::vector<std::string> contents{"", std::string(1, 0), every_byte, picture(4096, 1),
                                          picture(300'000, 2)};
  SharedFolder folder{.name = "Bytes"};
  for (std::size_t i = 0; i < contents.size(); ++i) {
    folder.files.push_back({std::to_string(i), contents[i]});
  }
  for (const auto& listed : all_of(source_->share(folder)).files) {
    const auto bytes = bytes_of(context_, listed.file);
    ASSERT_TRUE(bytes) << bytes.error().message;
    EXPECT_TRUE(*bytes == contents[std::stoul(listed.file.name)]) << listed.file.name;
  }
}

TEST_P(SourceProviderContract, DeclaresTheSizeThatItDelivers) {
  const auto page = all_of(source_->share({.name = "Sizes", .files = {{"0", ""}, {"1", "12345"}}}));
  ASSERT_THAT(page.files, SizeIs(2));
  for (const auto& listed : page.files) {
    EXPECT_EQ(listed.file.size_bytes, listed.file.name == "0" ? 0 : 5);
    EXPECT_FALSE(listed.file.revision.empty());
    EXPECT_FALSE(listed.ended);
  }
}

TEST_P(SourceProviderContract, AFileThatIsNotThereIsGone) {
  auto page = all_of(source_->share({.name = "One", .files = {{"a.jpg", "A"}}}));
  ASSERT_THAT(page.files, SizeIs(1));
  auto& file = page.files[0].file;
  std::ranges::reverse(file.id);
  const auto bytes = bytes_of(context_, file);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::source_gone) << bytes.error().message;
}

TEST_P(SourceProviderContract, CarriesResourceKeysToWhatLiesBelow) {
  if (!source_->has_resource_keys()) GTEST_SKIP() << "the service knows no resource keys";
  auto root = source_->share({.name = "Old",
                              .folders = {{.name = "Sub", .files = {{"a.jpg", "A"}}}},
                              .needs_resource_key = true});
  const auto info = provider().open(context_, root);
  ASSERT_TRUE(info) << info.error().message;
  const auto top = all_of(info->folder);
  ASSERT_THAT(top.folders, SizeIs(1));
  const auto below = all_of(top.folders[0].folder);
  ASSERT_THAT(below.files, SizeIs(1));
  const auto bytes = bytes_of(context_, below.files[0].file);
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_EQ(*bytes, "A");

  root.resource_key.clear();
  const auto without = provider().open(context_, root);
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().code, ErrorCode::folder_not_found);
}

TEST_P(SourceProviderContract, ObeysAStopThatWasRequestedBefore) {
  const auto root = source_->share({.name = "One", .files = {{"a.jpg", "A"}}});
  const auto page = all_of(root);
  ASSERT_THAT(page.files, SizeIs(1));
  std::stop_source stop;
  stop.request_stop();
  const Context stopped{stop.get_token()};
  const auto info = provider().open(stopped, root);
  const auto listed = provider().list(stopped, root, "");
  const auto bytes = bytes_of(stopped, page.files[0].file);
  ASSERT_FALSE(info || listed || bytes);
  EXPECT_EQ(info.error().code, ErrorCode::stopped);
  EXPECT_EQ(listed.error().code, ErrorCode::stopped);
  EXPECT_EQ(bytes.error().code, ErrorCode::stopped);
}

TEST_P(SourceProviderContract, ObeysAStopWhileTheServiceIsSilent) {
  const auto page = all_of(source_->share({.name = "One", .files = {{"a.jpg", "A"}}}));
  ASSERT_THAT(page.files, SizeIs(1));
  source_->fall_silent();
  std::stop_source stop;
  const std::jthread stopper{[&stop] { stop.request_stop(); }};
  const auto bytes = bytes_of({stop.get_token()}, page.files[0].file);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::stopped) << bytes.error().message;
}

TEST_P(SourceProviderContract, GivesUpAtTheDeadline) {
  const auto root = source_->share({.name = "One"});
  source_->fall_silent();
  const Context brief{{}, SystemClock{}.steady() + std::chrono::milliseconds{50}};
  const auto listed = provider().list(brief, root, "");
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::timeout) << listed.error().message;
}

TEST_P(SourceProviderContract, RecognisesItsOwnLinksOnly) {
  Link link{provider().kind(), Link::Target::folder, "1AbCdEfGhIj", "0-key"};
  const auto folder = provider().recognise(link);
  ASSERT_TRUE(folder);
  EXPECT_EQ(*folder, (FolderRef{provider().kind(), "1AbCdEfGhIj", "0-key"}));

  link.source =
      provider().kind() == SourceKind::dropbox ? SourceKind::google_drive : SourceKind::dropbox;
  const auto foreign = provider().recognise(link);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, ErrorCode::invalid_folder_url);
}

}  // namespace pixferry
