#include "testing/source_provider_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <deque>
#include <set>
#include <stop_token>
#include <thread>

#include "pipeline/platform/clock.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kFileBytesMax = 64 << 20;
constexpr std::size_t kPagesMax = 1000;

std::vector<std::string> listed_ids_of(const FolderPage& page) {
  std::vector<std::string> ids;
  for (const auto& listed : page.files) ids.push_back(listed.file.id);
  for (const auto& listed : page.folders) ids.push_back(listed.folder.id);
  return ids;
}

}  // namespace

void SourceProviderContract::SetUp() {
  room_.directory = directory_.path();
  source_ = GetParam().make();
}

std::vector<FolderPage> SourceProviderContract::pages_of(const FolderRef& folder) {
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

std::vector<SourceFile> SourceProviderContract::walk(const FolderRef& root) {
  std::vector<SourceFile> files;
  std::set<std::string> seen{root.id};
  std::deque<FolderRef> ahead{root};
  for (; !ahead.empty(); ahead.pop_front()) {
    for (const auto& page : pages_of(ahead.front())) {
      for (const auto& listed : page.files) {
        if (seen.insert(listed.file.id).second) files.push_back(listed.file);
      }
      for (const auto& listed : page.folders) {
        if (seen.insert(listed.folder.id).second) ahead.push_back(listed.folder);
      }
    }
  }
  return files;
}

Result<Spool> SourceProviderContract::fetched(const Context& context, const SourceFile& file) {
  auto spool = Spool::open(room_, {.declared_size_bytes = file.size_bytes,
                                   .size_bytes_max = kFileBytesMax,
                                   .wants_md5 = true,
                                   .wants_dropbox_hash = true});
  if (!spool) return spool;
  if (auto fetched = provider().fetch(context, file, *spool); !fetched) return fetched.error();
  if (auto finished = spool->finish(); !finished) return finished.error();
  return spool;
}

void SourceProviderContract::expect_bytes(const KnownFolder& known) {
  int compared = 0;
  for (const auto& file : walk(known.folder)) {
    const auto same_id = [&](const KnownFile& other) { return other.id == file.id; };
    const auto expected = std::ranges::find_if(known.files, same_id);
    if (expected == known.files.end() || !expected->sha256) continue;
    const auto spool = fetched(context_, file);
    ASSERT_TRUE(spool) << spool.error().message;
    EXPECT_EQ(spool->sha256().hex(), expected->sha256->hex()) << file.name;
    expect_as_declared(file, *spool);
    ++compared;
  }
  EXPECT_GT(compared, 0);
}

void SourceProviderContract::expect_as_declared(const SourceFile& file, const Spool& spool) const {
  EXPECT_EQ(file.size_bytes.value_or(spool.size_bytes()), spool.size_bytes()) << file.name;
  EXPECT_EQ(file.sha256.value_or(spool.sha256()).hex(), spool.sha256().hex()) << file.name;
  EXPECT_EQ(file.md5.value_or(spool.md5().value()).hex(), spool.md5()->hex()) << file.name;
  EXPECT_EQ(file.dropbox_hash.value_or(spool.dropbox_hash().value()).hex(),
            spool.dropbox_hash()->hex())
      << file.name;
  EXPECT_NE(file.revision.empty(), source_->knows_revisions()) << file.name;
}

std::string source_name(const testing::TestParamInfo<SourceUnderTest>& info) {
  return info.param.name;
}

TEST_P(SourceProviderContract, OpensAFolderUnderItsName) {
  const auto root = source_->tree().folder;
  const auto info = provider().open(context_, root);
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->folder, root);
  EXPECT_FALSE(info->name.empty());
  EXPECT_FALSE(info->file);
}

TEST_P(SourceProviderContract, OpensAFileThatIsSharedByItself) {
  const auto known = source_->single_file();
  if (!known) GTEST_SKIP() << "the service knows no links to single files";
  const auto info = provider().open(context_, known->folder);
  ASSERT_TRUE(info) << info.error().message;
  ASSERT_TRUE(info->file);
  EXPECT_EQ(info->file->file.id, known->files.front().id);
  EXPECT_EQ(info->file->file.name, known->files.front().name);
  EXPECT_EQ(info->name, known->files.front().name);
  EXPECT_FALSE(info->file->ended);
  const auto spool = fetched(context_, info->file->file);
  ASSERT_TRUE(spool) << spool.error().message;
  EXPECT_EQ(spool->sha256().hex(), known->files.front().sha256->hex());
  expect_as_declared(info->file->file, *spool);
}

TEST_P(SourceProviderContract, AnEmptyFolderIsOnePageWithoutEntries) {
  const auto root = source_->empty_folder();
  ASSERT_TRUE(provider().open(context_, root));
  const auto pages = pages_of(root);
  ASSERT_THAT(pages, SizeIs(1));
  EXPECT_THAT(listed_ids_of(pages[0]), IsEmpty());
}

TEST_P(SourceProviderContract, PagingAndSubfoldersLoseNothingAndAddNothing) {
  const auto known = source_->tree();
  EXPECT_EQ(pages_of(known.folder).size() > 1, source_->has_pages())
      << "the tree is too small to say anything";
  std::vector<std::pair<std::string, std::string>> expected;
  for (const auto& file : known.files) expected.emplace_back(file.id, file.name);
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& file : walk(known.folder)) found.emplace_back(file.id, file.name);
  EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected));
}

TEST_P(SourceProviderContract, AskingForAPageAgainGivesTheSamePage) {
  const auto root = source_->tree().folder;
  const auto first = provider().list(context_, root, "");
  ASSERT_TRUE(first);
  const auto second = provider().list(context_, root, first->next_page_token);
  const auto again = provider().list(context_, root, first->next_page_token);
  ASSERT_TRUE(second && again);
  EXPECT_EQ(listed_ids_of(*second), listed_ids_of(*again));
  EXPECT_EQ(listed_ids_of(*first) == listed_ids_of(*second), !source_->has_pages());
}

TEST_P(SourceProviderContract, ARefusedPageTokenSaysSo) {
  const auto root = source_->tree().folder;
  const auto refused = provider().list(context_, root, "a token nobody gave");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::page_token_rejected) << refused.error().message;
  EXPECT_TRUE(provider().list(context_, root, "")) << "the listing can begin anew";
}

TEST_P(SourceProviderContract, APrivateFolderIsNotFound) {
  const auto info = provider().open(context_, source_->private_folder());
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().code, ErrorCode::folder_not_found) << info.error().message;
  EXPECT_FALSE(info.error().message.empty());
}

TEST_P(SourceProviderContract, FetchesTheBytesUnchangedAndAsDeclared) {
  expect_bytes(source_->tree());
}

TEST_P(SourceProviderContract, AFileThatIsNotThereIsGone) {
  auto files = walk(source_->tree().folder);
  ASSERT_FALSE(files.empty());
  source_->lose(files[0]);
  const auto spool = fetched(context_, files[0]);
  ASSERT_FALSE(spool);
  EXPECT_EQ(spool.error().code, ErrorCode::source_gone) << spool.error().message;
}

TEST_P(SourceProviderContract, CarriesResourceKeysToWhatLiesBelow) {
  auto known = source_->keyed_tree();
  if (!known) GTEST_SKIP() << "the service knows no resource keys";
  ASSERT_TRUE(provider().open(context_, known->folder));
  EXPECT_THAT(walk(known->folder), SizeIs(known->files.size()));
  expect_bytes(*known);

  known->folder.resource_key.clear();
  const auto without = provider().open(context_, known->folder);
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().code, ErrorCode::folder_not_found);
}

TEST_P(SourceProviderContract, ObeysAStopThatWasRequestedBefore) {
  const auto root = source_->tree().folder;
  const auto files = walk(root);
  ASSERT_FALSE(files.empty());
  std::stop_source stop;
  stop.request_stop();
  const Context stopped{stop.get_token()};
  const auto info = provider().open(stopped, root);
  const auto listed = provider().list(stopped, root, "");
  const auto spool = fetched(stopped, files[0]);
  ASSERT_FALSE(info || listed || spool);
  EXPECT_EQ(info.error().code, ErrorCode::stopped);
  EXPECT_EQ(listed.error().code, ErrorCode::stopped);
  EXPECT_EQ(spool.error().code, ErrorCode::stopped);
}

TEST_P(SourceProviderContract, ObeysAStopWhileTheServiceIsSilent) {
  const auto files = walk(source_->tree().folder);
  ASSERT_FALSE(files.empty());
  if (!source_->fall_silent()) GTEST_SKIP() << "the service always answers";
  std::stop_source stop;
  const std::jthread stopper{[&stop] { stop.request_stop(); }};
  const auto spool = fetched({stop.get_token()}, files[0]);
  ASSERT_FALSE(spool);
  EXPECT_EQ(spool.error().code, ErrorCode::stopped) << spool.error().message;
}

TEST_P(SourceProviderContract, GivesUpAtTheDeadline) {
  const auto root = source_->tree().folder;
  if (!source_->fall_silent()) GTEST_SKIP() << "the service always answers";
  const Context brief{{}, SystemClock{}.steady() + std::chrono::milliseconds{50}};
  const auto listed = provider().list(brief, root, "");
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::timeout) << listed.error().message;
}

TEST_P(SourceProviderContract, RecognisesItsOwnLinksOnly) {
  auto link = source_->link();
  ASSERT_EQ(link.source, provider().kind());
  const auto folder = provider().recognise(link);
  ASSERT_TRUE(folder) << folder.error().message;
  EXPECT_EQ(folder->source, provider().kind());
  EXPECT_EQ(folder->id, link.id);
  EXPECT_FALSE(folder->resource_key.empty());

  link.source =
      provider().kind() == SourceKind::dropbox ? SourceKind::google_drive : SourceKind::dropbox;
  const auto foreign = provider().recognise(link);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, ErrorCode::invalid_folder_url);
}

}  // namespace pixferry
