#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ImagesCommand, ShowsWhatWasImportedPageByPageNewestFirst) {
  const WholeProgram program{{.photos = 25, .folders = 2, .odd_entries = false}};
  ASSERT_EQ(program.import().exit_code, 0);
  const auto first = program.run({"images", "--limit", "20"});
  EXPECT_EQ(first.exit_code, 0) << first.error_output;
  EXPECT_THAT(first.output,
              AllOf(HasSubstr("sha256"), HasSubstr("image/"), HasSubstr("thumbnails")));
  EXPECT_THAT(first.error_output, HasSubstr("Page 1 of 2, 25 images in all; see --page"));
  const auto second = program.run({"images", "--limit", "20", "--page", "2"});
  EXPECT_EQ(std::ranges::count(second.output, '\n'), 1 + 5) << second.output;
  EXPECT_THAT(second.error_output, HasSubstr("Page 2 of 2, 25 images in all."));
}

TEST(ImagesCommand, GivesEachImageAsTheApiShowsIt) {
  const WholeProgram program{{.photos = 3, .folders = 1, .odd_entries = false}};
  ASSERT_EQ(program.import().exit_code, 0);
  const auto run = program.run({"images", "--json"});
  EXPECT_EQ(std::ranges::count(run.output, '\n'), 3) << run.output;
  EXPECT_THAT(run.output, AllOf(HasSubstr(R"(/objects/o/)"), HasSubstr(R"("sha256":")"),
                                HasSubstr(R"("google_drive_id":")")));
  EXPECT_THAT(run.error_output, IsEmpty());
}

TEST(ImagesCommand, SaysSoWhereNothingIsYet) {
  const WholeProgram program;
  EXPECT_NE(program.run({"images"}).exit_code, 0) << "there is no catalog";
  ASSERT_EQ(program.import(simulator::kEmptyFolder).exit_code, 0);
  const auto run = program.run({"images"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.output, IsEmpty());
  EXPECT_THAT(run.error_output, HasSubstr("Nothing was imported yet."));
}

}  // namespace
}  // namespace pixferry
