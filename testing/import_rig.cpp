#include "testing/import_rig.hpp"

#include <gtest/gtest.h>

#include "pipeline/catalog/catalog.hpp"

namespace pixferry {

ImportRig::ImportRig() {
  spools.directory = directory.path();
  database = *SqliteDatabase::open(":memory:");
  store = *FolderStore::open(directory / "objects", "http://localhost");
  EXPECT_TRUE(migrate(Context{}, *database, random));
  ledger.emplace(*database, clock, limits);
  journal.emplace(*database, clock);
  gallery.emplace(*database);
  const auto created =
      ledger->create(Context{}, {.id = JobId::from_random(1, 2),
                                 .owner = std::string{kDefaultOwner},
                                 .root = {SourceKind::google_drive, "root", {}},
                                 .folder_url = "https://drive.google.com/drive/folders/root",
                                 .options = {}});
  EXPECT_TRUE(created);
  job = created->id;
  source.answer_open("root", FolderInfo{{SourceKind::google_drive, "root", {}}, "Wedding"});
}

void ImportRig::offer(const std::vector<std::string>& files) {
  FolderPage page;
  for (const auto& id : files) {
    source.serve(id, tiny_jpeg(id));
    page.files.push_back({listed_file(id, tiny_jpeg(id)), {}});
  }
  source.answer_list("root", "", std::move(page));
}

void ImportRig::list_root(const std::vector<std::string>& files) {
  PageRows rows;
  for (const auto& id : files) {
    source.serve(id, tiny_jpeg(id));
    rows.files.push_back({listed_file(id, tiny_jpeg(id)), {}});
  }
  const auto folder = ledger->claim_folders(Context{}, job, 1);
  ASSERT_TRUE(folder);
  ASSERT_EQ(folder->size(), 1U);
  ASSERT_TRUE(ledger->commit_page(Context{}, folder->front(), rows));
}

std::vector<FileLease> ImportRig::claim(int count) {
  auto claimed = ledger->claim_files(Context{}, job, count);
  EXPECT_TRUE(claimed);
  return *std::move(claimed);
}

JobSnapshot ImportRig::snapshot() {
  const auto job_now = journal->job(Context{}, kDefaultOwner, job);
  EXPECT_TRUE(job_now && *job_now);
  return **job_now;
}

}  // namespace pixferry
