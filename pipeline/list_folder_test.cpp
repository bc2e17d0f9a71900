#include "pipeline/list_folder.hpp"

#include <gtest/gtest.h>

#include "testing/import_rig.hpp"

namespace pixferry {
namespace {

class ListFolderTest : public testing::Test, protected ImportRig {
 protected:
  /// Lists one folder that is due; false if none is.
  bool list_one() {
    const auto claimed = ledger->claim_folders(Context{}, job, 1);
    EXPECT_TRUE(claimed);
    if (!claimed || claimed->empty()) return false;
    ListFolder step{{.source = [this](SourceKind) -> SourceProvider& { return source; },
                     .ledger = *ledger,
                     .queue = queue,
                     .feed = feed,
                     .retry = RetryPolicy{random, limits}}};
    EXPECT_TRUE(step.run(Context{}, claimed->front()));
    return true;
  }

  static FolderPage page(const std::vector<std::string>& files, std::string next = {},
                         const std::vector<std::string>& folders = {}) {
    FolderPage page;
    for (const auto& id : files) page.files.push_back({listed_file(id, id), {}});
    for (const auto& id : folders) {
      page.folders.push_back({{SourceKind::google_drive, id, {}}, "in " + id});
    }
    page.next_page_token = std::move(next);
    return page;
  }

  std::vector<std::string> paths() {
    std::vector<std::string> paths;
    const auto files = journal->files(Context{}, job, {.limit = 100});
    EXPECT_TRUE(files);
    for (const auto& file : files->files) paths.push_back(file.path);
    return paths;
  }
};

TEST_F(ListFolderTest, ListsToTheLastPageEvenAcrossAnEmptyOne) {
  source.answer_list("root", "", page({"a", "b"}, "2"));
  source.answer_list("root", "2", page({}, "3"));
  source.answer_list("root", "3", page({"c"}));
  EXPECT_TRUE(list_one());
  EXPECT_EQ(snapshot().tally.total, 3);
  EXPECT_TRUE(snapshot().listing_done());
  EXPECT_EQ(snapshot().folder_name, "Wedding");
}

TEST_F(ListFolderTest, FilesOfAPageCanBeClaimedBeforeTheNextPageIsRead) {
  source.answer_list("root", "", page({"a"}, "2"));
  source.answer_list("root", "2", Error{ErrorCode::network, "502"});
  list_one();
  EXPECT_EQ(ledger->claim_files(Context{}, job, 10)->size(), 1U);
  EXPECT_FALSE(snapshot().listing_done());
}

TEST_F(ListFolderTest, GoesOnFromTheLastCommittedPageAfterAFailure) {
  source.answer_list("root", "", page({"a"}, "2"));
  source.answer_list("root", "2", Error{ErrorCode::network, "502"});
  list_one();
  source.answer_list("root", "2", page({"b"}));
  clock.advance(std::chrono::minutes{10});
  EXPECT_TRUE(list_one());
  EXPECT_EQ(source.listed(), (std::vector<std::string>{"root:", "root:2", "root:2"}));
  EXPECT_EQ(snapshot().tally.total, 2);
}

TEST_F(ListFolderTest, WalksSubfoldersAndBuildsPathsFromTheirNames) {
  source.answer_list("root", "", page({"a"}, "", {"sub"}));
  source.answer_list("sub", "", page({"b"}));
  list_one();
  list_one();
  EXPECT_EQ(paths(), (std::vector<std::string>{"a.jpg", "in sub/b.jpg"}));
}

TEST_F(ListFolderTest, AFolderThatContainsItselfIsListedOnce) {
  source.answer_list("root", "", page({"a"}, "", {"root", "sub"}));
  source.answer_list("sub", "", page({"a"}, "", {"root"}));
  while (list_one()) {
  }
  EXPECT_EQ(source.listed(), (std::vector<std::string>{"root:", "sub:"}));
  EXPECT_EQ(snapshot().tally.total, 1);
}

TEST_F(ListFolderTest, ARefusedPageTokenStartsTheFolderOverWithoutDoublingItsFiles) {
  source.answer_list("root", "", page({"a"}, "2"));
  source.answer_list("root", "2", Error{ErrorCode::page_token_rejected, "stale"});
  list_one();
  source.answer_list("root", "2", page({"b"}));
  clock.advance(std::chrono::minutes{10});
  list_one();
  EXPECT_EQ(source.listed(), (std::vector<std::string>{"root:", "root:2", "root:", "root:2"}));
  EXPECT_EQ(snapshot().tally.total, 2);
}

TEST_F(ListFolderTest, ARootThatCannotBeReadFailsTheJobWithItsReason) {
  source.answer_open("root", Error{ErrorCode::folder_not_found, "File not found"});
  list_one();
  ASSERT_TRUE(ledger->settle(Context{}));
  EXPECT_EQ(snapshot().state, JobState::failed);
  ASSERT_TRUE(snapshot().error);
  EXPECT_EQ(snapshot().error->code, ErrorCode::folder_not_found);
}

TEST_F(ListFolderTest, ASubfolderThatCannotBeReadFailsAloneAndIsNamed) {
  source.answer_list("root", "", page({"a"}, "", {"sub"}));
  source.answer_list("sub", "", Error{ErrorCode::folder_forbidden, "no"});
  list_one();
  list_one();
  EXPECT_EQ(snapshot().unreadable_folders, 1);
  const auto unreadable = journal->unreadable_folders(Context{}, job, 10);
  ASSERT_EQ(unreadable->size(), 1U);
  EXPECT_EQ(unreadable->front().path, "in sub");
  EXPECT_FALSE(snapshot().error);
}

TEST_F(ListFolderTest, AnEmptyFolderCompletesWithNoFiles) {
  source.answer_list("root", "", page({}));
  list_one();
  ASSERT_TRUE(ledger->settle(Context{}));
  EXPECT_EQ(snapshot().state, JobState::completed);
  EXPECT_EQ(snapshot().tally.total, 0);
}

TEST_F(ListFolderTest, ALinkToASingleFileBecomesAJobOfOneFile) {
  source.answer_open("root", FolderInfo{{SourceKind::google_drive, "root", {}},
                                        "one.jpg",
                                        ListedFile{listed_file("root", "bytes"), {}}});
  list_one();
  EXPECT_TRUE(source.listed().empty()) << "a file cannot be listed";
  EXPECT_EQ(paths(), (std::vector<std::string>{"root.jpg"}));
  EXPECT_EQ(snapshot().tally.total, 1);
  EXPECT_TRUE(snapshot().listing_done());
  EXPECT_EQ(snapshot().folder_name, "one.jpg");
}

TEST_F(ListFolderTest, AFolderOfManyPagesLetsOthersHaveTheirTurn) {
  for (int i = 0; i < 20; ++i) {
    source.answer_list("root", i == 0 ? "" : std::to_string(i),
                       page({"f" + std::to_string(i)}, i == 19 ? "" : std::to_string(i + 1)));
  }
  list_one();
  EXPECT_EQ(snapshot().tally.total, ListFolder::kPagesPerTurn);
  while (list_one()) {
  }
  EXPECT_EQ(snapshot().tally.total, 20);
}

}  // namespace
}  // namespace pixferry
