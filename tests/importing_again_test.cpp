#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using simulator::DriveEntry;
using simulator::kDemoFolder;
using testing::HasSubstr;
using testing::Not;

constexpr int kPhotos = 30;

/// A folder that was imported once, and is imported again after somebody has edited it.
class ImportingAgain : public testing::Test {
 protected:
  ImportingAgain() {
    EXPECT_EQ(program_.import().exit_code, 0);
    EXPECT_EQ(program_.downloads(), std::uint64_t{kPhotos});
  }

  /// The photos that lie in the folder itself.
  std::vector<DriveEntry> photos() const {
    const auto& tree = program_.drive().tree();
    auto children = tree.children(kDemoFolder, 0, tree.count_children(kDemoFolder));
    std::erase_if(children, [](const auto& child) { return child.is_folder(); });
    return children;
  }

  std::string subfolder() const {
    return program_.drive().tree().children(kDemoFolder, 0, 1).front().id;
  }

  Image image_of(const std::string& file_id) const {
    const SystemClock clock;
    const auto database = SqliteDatabase::open(program_.catalog_path(), clock, Access::read);
    EXPECT_TRUE(database);
    Gallery gallery{**database};
    const auto page = gallery.page(Context{}, kDefaultOwner, {}, 1, 100);
    EXPECT_TRUE(page);
    const auto found = std::ranges::find(page->images, file_id, &Image::source_file_id);
    EXPECT_NE(found, page->images.end());
    return *found;
  }

  WholeProgram program_{{.photos = kPhotos, .folders = 3, .odd_entries = false}};
};

TEST_F(ImportingAgain, ARenamedAndAMovedFileKeepTheirImagesWithoutADownload) {
  const auto renamed = image_of(photos()[0].id);
  const auto moved = image_of(photos()[1].id);
  program_.edit_drive({{.id = renamed.source_file_id, .name = "renamed.jpg"},
                       {.id = moved.source_file_id, .parent_id = subfolder()}});
  const auto run = program_.import();
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(program_.downloads(), 0U);
  EXPECT_THAT(run.output, HasSubstr("skipped 30")) << run.output;
  EXPECT_EQ(image_of(renamed.source_file_id).id, renamed.id);
  EXPECT_EQ(image_of(renamed.source_file_id).name, "renamed.jpg");
  EXPECT_EQ(image_of(moved.source_file_id).id, moved.id);
  EXPECT_THAT(image_of(moved.source_file_id).path, HasSubstr("/" + moved.name));
  program_.expect_whole_import();
}

TEST_F(ImportingAgain, AChangedFileIsTheOnlyOneFetchedAndItsImageKeepsItsId) {
  const auto before = image_of(photos()[0].id);
  program_.edit_drive({{.id = before.source_file_id, .photo = 1000}});
  EXPECT_EQ(program_.import().exit_code, 0);
  EXPECT_EQ(program_.downloads(), 1U);
  const auto after = image_of(before.source_file_id);
  EXPECT_EQ(after.id, before.id);
  EXPECT_NE(after.blob.sha256, before.blob.sha256);
  program_.expect_whole_import();
}

TEST_F(ImportingAgain, ACopyOfWhatIsHereIsImportedWithoutADownload) {
  const auto original = image_of(photos()[0].id);
  // Another file now holds the bytes of photo 0, which lies in the folder itself.
  const auto copy = program_.drive().tree().children(subfolder(), 0, 9).back().id;
  program_.edit_drive({{.id = copy, .photo = 0}});
  const auto run = program_.import();
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.output, HasSubstr("imported 1 ")) << run.output;
  EXPECT_EQ(program_.downloads(), 0U);
  EXPECT_EQ(image_of(copy).blob.key, original.blob.key);
  program_.expect_whole_import();
}

TEST_F(ImportingAgain, AFileThatIsGoneIsNamedAndItsImageStays) {
  const auto gone = image_of(photos()[0].id);
  program_.edit_drive({{.id = gone.source_file_id, .is_gone = true}});
  const auto run = program_.import();
  EXPECT_EQ(run.exit_code, 0) << "nothing has failed";
  EXPECT_THAT(run.output, HasSubstr("1 file is gone from the folder")) << run.output;
  EXPECT_EQ(image_of(gone.source_file_id).id, gone.id);
  const auto jobs = program_.run({"jobs", "--json", "--limit", "1"}).output;
  const std::string before = R"("job_id":")";
  const auto id = jobs.substr(jobs.find(before) + before.size(), 36);
  EXPECT_THAT(program_.run({"jobs", "show", id}).output, HasSubstr("  gone: " + gone.path));
  EXPECT_THAT(program_.run({"jobs", "show", id, "--json"}).output,
              HasSubstr(R"("vanished_files":1)"));
  EXPECT_THAT(program_.import().output, Not(HasSubstr("gone"))) << "it is told of once";
}

}  // namespace
}  // namespace pixferry
