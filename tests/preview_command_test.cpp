#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(PreviewCommand, ShowsWhatAnImportWouldMeetAndMakesNothing) {
  const WholeProgram program{{.photos = 20, .folders = 3}};
  const auto run = program.run({"preview", program.link()});
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_THAT(run.output, HasSubstr("Google Drive: Pixferry demo"));
  EXPECT_THAT(run.output, HasSubstr("would be skipped: google_document"));
  EXPECT_THAT(run.output, HasSubstr("would fail: source_forbidden"));
  EXPECT_THAT(run.output, Not(HasSubstr("Not everything was read")));
  EXPECT_EQ(program.downloads(), 0U);
  EXPECT_FALSE(std::filesystem::exists(program.data_directory()));
}

TEST(PreviewCommand, TellsHowManyImagesAreHereAlready) {
  const WholeProgram program{{.photos = 6, .folders = 2, .odd_entries = false}};
  ASSERT_EQ(program.import().exit_code, 0);
  const auto run = program.run({"preview", program.link(), "--json"});
  EXPECT_THAT(run.output, HasSubstr(R"("images":6)"));
  EXPECT_THAT(run.output, HasSubstr(R"("already_imported":6)"));
  EXPECT_THAT(run.output, HasSubstr(R"("complete":true)"));
}

TEST(PreviewCommand, WithoutAKeySaysWhatCannotBeKnown) {
  const WholeProgram program{{.photos = 6, .folders = 2, .odd_entries = false}};
  const auto run = program.run({"preview", program.link()}, kWithoutKey);
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_THAT(run.output, HasSubstr("6 images in 2 folders, sizes unknown"));
  EXPECT_THAT(run.output, HasSubstr("With GOOGLE_API_KEY set"));
}

TEST(PreviewCommand, SaysInPlainWordsWhyAFolderCannotBeSeen) {
  const WholeProgram program{{.photos = 1, .folders = 1, .odd_entries = false}};
  const auto hidden = program.run({"preview", program.link(simulator::kPrivateFolder)});
  EXPECT_EQ(hidden.exit_code, 3);
  EXPECT_THAT(hidden.error_output, HasSubstr("not shared with everyone"));
  const auto empty = program.run({"preview", program.link(simulator::kEmptyFolder)});
  EXPECT_EQ(empty.exit_code, 0);
  EXPECT_THAT(empty.output, HasSubstr("no images"));
  EXPECT_EQ(program.run({"preview", "https://example.com/x"}).exit_code, 2);
}

}  // namespace
}  // namespace pixferry
