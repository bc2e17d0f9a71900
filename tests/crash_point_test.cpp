#include "pipeline/platform/crash_point.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/model/inspection.hpp"
#include "testing/catalog_consistency.hpp"
#include "tests/crash_case.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;

/// Few, so that files are claimed and finished in several batches.
const std::map<std::string, std::string> kFewTransfers{{"WORKER_TRANSFERS", "4"}};

/// What an import does once in its life; everything else it does at least twice.
bool is_passed_once(std::string_view point) {
  return point.starts_with("open.") || point.starts_with("start_import.") ||
         point == "settle.after_commit";
}

/// What an import never does; see crash_deletion_test.cpp. No webhook is there to be called.
bool is_passed(std::string_view point) {
  return !point.starts_with("delete_jobs.") && !point.starts_with("collect_garbage.") &&
         !point.starts_with("deliver_webhook.");
}

std::vector<CrashCase> all_cases() {
  std::vector<CrashCase> cases;
  for (const auto point : kCrashPoints | std::views::filter(is_passed)) {
    cases.push_back({point, 1});
    if (!is_passed_once(point)) cases.push_back({point, 2});
  }
  // Of the commits each is another one.
  for (int passing = 3; passing <= 8; ++passing) {
    cases.push_back({"catalog.before_commit", passing});
    cases.push_back({"catalog.after_commit", passing});
  }
  return cases;
}

/// Twenty photos in three folders behind a drive that breaks down and recovers. It throttles only
/// where the process dies of that: who lives on after it works slowly for seconds.
SimulatorOptions moody_drive(std::string_view point) {
  const auto faults = simulator::parse_fault_plan(
      point == "import_image.broken_off" ? "list:503=2x,download:429=2x"
                                         : "list:503=2x,download:500=2x,download:wrong=1x");
  EXPECT_TRUE(faults);
  return {.photos = 20, .folders = 3, .odd_entries = false, .faults = *faults};
}

/// Whether the process came so far that there are a schema and a store.
bool is_laid_out(const WholeProgram& program) {
  const SystemClock clock;
  const auto database = SqliteDatabase::open(program.catalog_path(), clock, Access::read);
  return database && check_schema(Context{}, **database) &&
         fs::exists(fs::path{program.data_directory()} / "objects");
}

std::int64_t count_files(const fs::path& folder) {
  std::int64_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) ++count;
  }
  return count;
}

void expect_recovery(const CrashCase& at) {
  SCOPED_TRACE("CRASH_AT=" + at.text());
  const WholeProgram program{moody_drive(at.point)};
  auto environment = kFewTransfers;
  environment["CRASH_AT"] = at.text();
  const auto crashed = program.run({"import", program.link()}, environment);
  EXPECT_EQ(crashed.exit_code, kCrashExitCode) << "not passed so often: " << crashed.error_output;
  if (is_laid_out(program)) {
    expect_consistent(program.catalog_path());
    program.expect_true_objects();
  } else {
    EXPECT_TRUE(at.point.starts_with("catalog.")) << "only the first commits come so early";
  }

  const auto run = program.run({"import", program.link()}, kFewTransfers);
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  program.expect_whole_import();
  const auto objects = fs::path{program.data_directory()} / "objects";
  const auto images = program.expect_true_objects();
  EXPECT_EQ(count_files(objects / "o"), images) << "a file without a row was left behind";
  EXPECT_EQ(count_files(objects / "t"), images * std::ssize(kThumbnailSizes));
}

TEST(CrashPoints, AnImportThatDiedAtAnyOfThemIsWholeAfterTheNextRun) {
  expect_of_each(all_cases(), expect_recovery);
}

TEST(CrashPoints, AnUnknownOneIsRefusedWithTheNamesThereAreAndNothingIsMade) {
  const WholeProgram program{{.photos = 1, .folders = 1, .odd_entries = false}};
  const auto run = program.run({"import", program.link()}, {{"CRASH_AT", "nowhere:1"}});
  EXPECT_EQ(run.exit_code, 2);
  for (const auto point : kCrashPoints) {
    EXPECT_NE(run.error_output.find(point), std::string::npos) << point;
  }
  EXPECT_FALSE(fs::exists(program.data_directory()));
}

}  // namespace
}  // namespace pixferry
