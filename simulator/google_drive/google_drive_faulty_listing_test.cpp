#include <algorithm>

#include "simulator/google_drive/google_drive_fixture.hpp"

namespace pixferry::simulator {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// Twelve photos in one folder, listed four at a time.
class FaultyListingTest : public GoogleDriveTest {
 protected:
  struct Page {
    std::vector<std::string> ids;
    std::string next;
  };

  void start_with(std::string_view faults) {
    start({.photos = 12,
           .folders = 1,
           .photo_edge_max = 32,
           .odd_entries = false,
           .page_size_max = 4,
           .faults = *parse_fault_plan(faults)});
    for (const auto& child : simulator_->tree().children(kDemoFolder, 0, 12)) {
      all_.push_back(child.id);
    }
  }

  RawAnswer ask_page(const std::string& token) {
    return ask(
        children_query(kDemoFolder) +
        "&fields=nextPageToken,files(id,size,md5Checksum,sha256Checksum)&pageToken=" + token);
  }

  Page page(const std::string& token = {}) {
    const auto answer = ask_page(token);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto body = bj::parse(answer.body).as_object();
    Page page;
    for (const auto& file : body.at("files").as_array()) page.ids.push_back(text(file, "id"));
    if (body.contains("nextPageToken")) page.next = text(body, "nextPageToken");
    return page;
  }

  /// The pages from the first one on, until one has no successor, or twenty of them.
  std::vector<Page> pages() {
    std::vector<Page> found{page()};
    while (!found.back().next.empty() && found.size() < 20)
      found.push_back(page(found.back().next));
    return found;
  }

  std::vector<std::string> ids(std::size_t first, std::size_t count) const {
    const auto from = all_.begin() + static_cast<std::ptrdiff_t>(first);
    return {from, from + static_cast<std::ptrdiff_t>(count)};
  }

  static std::vector<std::string> ids_of(const std::vector<Page>& pages) {
    std::vector<std::string> ids;
    for (const auto& one : pages) ids.insert(ids.end(), one.ids.begin(), one.ids.end());
    std::ranges::sort(ids);
    return ids;
  }

  std::vector<std::string> sorted_ids() const {
    auto ids = all_;
    std::ranges::sort(ids);
    return ids;
  }

  std::vector<std::string> all_;
};

TEST_F(FaultyListingTest, RefusesAPageTokenAsDriveDoes) {
  start_with("list:refused-token=1x");
  const auto first = page();
  expect_error(ask_page(first.next), 400, "invalid", "pageToken");
  EXPECT_EQ(page(first.next).ids, ids(4, 4));
}

TEST_F(FaultyListingTest, RepeatsAPageAndThenGoesOn) {
  start_with("list:repeated-page=1x");
  const auto found = pages();
  ASSERT_THAT(found, SizeIs(4));
  EXPECT_EQ(found[1].ids, ids(0, 4));
  EXPECT_EQ(found[2].ids, ids(4, 4));
  EXPECT_EQ(found[3].ids, ids(8, 4));
  EXPECT_NE(found[0].next, found[1].next);
}

TEST_F(FaultyListingTest, ShiftsPagesSoThatSomeEntriesComeTwiceAndNoneIsLost) {
  start_with("list:shifted-page=always");
  const auto found = pages();
  ASSERT_GT(found.size(), 3U);
  EXPECT_EQ(found.back().next, "");
  EXPECT_EQ(found[1].ids, ids(2, 4));
  auto seen = ids_of(found);
  const auto count = seen.size();
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  EXPECT_GT(count, seen.size());
  EXPECT_EQ(seen, sorted_ids());
}

TEST_F(FaultyListingTest, NamesEntriesTwice) {
  start_with("list:double-entries=1x");
  const auto first = page();
  ASSERT_THAT(first.ids, SizeIs(8));
  EXPECT_EQ(first.ids[0], first.ids[1]);
  EXPECT_EQ(page(first.next).ids, ids(4, 4));
}

TEST_F(FaultyListingTest, GivesAnEmptyPageThatHasASuccessor) {
  start_with("list:empty-page=1x");
  const auto found = pages();
  ASSERT_THAT(found, SizeIs(4));
  EXPECT_THAT(found[0].ids, IsEmpty());
  EXPECT_EQ(ids_of(found), sorted_ids());
}

TEST_F(FaultyListingTest, LeadsBackFromTheLastPageToTheFirst) {
  start_with("list:cycle=always");
  const auto found = pages();
  ASSERT_THAT(found, SizeIs(20));
  EXPECT_EQ(found[3].ids, found[0].ids);
  EXPECT_EQ(found[3].next, found[0].next);
  EXPECT_EQ(found[5].next, found[2].next);
}

TEST_F(FaultyListingTest, LiesAboutSizesAndHashesOfTheFilesItIsToldTo) {
  start_with("");
  const auto sized = all_[1];
  const auto hashed = all_[2];
  start_with("list@" + sized + ":lying-size=always,list@" + hashed + ":lying-hash=always");
  const auto files = bj::parse(ask_page("").body).at("files").as_array();
  for (const auto& file : files) {
    const auto id = text(file, "id");
    const auto entry = *simulator_->tree().find(id);
    const auto digests = *simulator_->tree().digests(entry);
    const auto size = simulator_->tree().size_bytes(entry);
    EXPECT_EQ(text(file, "size"), std::to_string(id == sized ? size + 1 : size));
    EXPECT_EQ(text(file, "sha256Checksum") == digests.sha256.hex(), id != hashed);
    EXPECT_EQ(text(file, "md5Checksum") == digests.md5.hex(), id != hashed);
  }
}

}  // namespace
}  // namespace pixferry::simulator
