#include <gtest/gtest.h>

#include <filesystem>
#include <string_view>
#include <vector>

#include "pipeline/platform/crash_point.hpp"
#include "testing/catalog_consistency.hpp"
#include "tests/crash_case.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;

std::vector<CrashCase> cases_of(std::string_view prefix) {
  std::vector<CrashCase> cases;
  for (const auto point : kCrashPoints) {
    if (point.starts_with(prefix)) cases.push_back({point, 1});
  }
  return cases;
}

std::vector<CrashCase> cases_of_deleting_a_job() {
  auto cases = cases_of("delete_jobs.");
  // Its files, its folders and the job itself.
  for (int passing = 2; passing <= 3; ++passing) cases.push_back({cases[0].point, passing});
  for (int passing = 1; passing <= 4; ++passing) {
    cases.push_back({passing % 2 == 0 ? "catalog.after_commit" : "catalog.before_commit", passing});
  }
  return cases;
}

std::vector<CrashCase> cases_of_collecting() {
  auto cases = cases_of("collect_garbage.");
  for (int passing = 1; passing <= 4; ++passing) {
    cases.push_back({passing % 2 == 0 ? "catalog.after_commit" : "catalog.before_commit", passing});
  }
  return cases;
}

/// An import of which everything is deleted.
class DeletedImport {
 public:
  DeletedImport() {
    EXPECT_EQ(program_.import().exit_code, 0);
    const auto jobs = program_.run({"jobs", "--json"}).output;
    constexpr std::string_view kBefore = R"("job_id":")";
    job_ = jobs.substr(jobs.find(kBefore) + kBefore.size(), 36);
  }

  int run(const std::vector<std::string>& arguments, const std::string& crash_at = {}) const {
    std::map<std::string, std::string> environment;
    if (!crash_at.empty()) environment["CRASH_AT"] = crash_at;
    const auto run = program_.run(arguments, environment);
    // Whatever it died of, what is left agrees.
    expect_consistent(program_.catalog_path());
    EXPECT_EQ(program_.run({"verify"}).exit_code, 0);
    return run.exit_code;
  }
  int delete_job(const std::string& crash_at = {}) const {
    return run({"jobs", "delete", job_, "--images", "--yes"}, crash_at);
  }
  int collect(const std::string& crash_at = {}) const { return run({"gc", "--now"}, crash_at); }

  void expect_nothing_left_and_a_new_import_whole() const {
    EXPECT_EQ(program_.run({"jobs", "show", job_}).exit_code, 4);
    EXPECT_EQ(count_objects(), 0);
    EXPECT_EQ(program_.import().exit_code, 0);
    program_.expect_whole_import();
    program_.expect_true_objects();
  }

 private:
  std::int64_t count_objects() const {
    std::int64_t count = 0;
    for (const auto& entry :
         fs::recursive_directory_iterator{fs::path{program_.data_directory()} / "objects"}) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }

  WholeProgram program_{{.photos = 4, .folders = 2, .odd_entries = false}};
  std::string job_;
};

void expect_recovery_of_a_deletion(const CrashCase& at) {
  SCOPED_TRACE("CRASH_AT=" + at.text());
  const DeletedImport import;
  EXPECT_EQ(import.delete_job(at.text()), kCrashExitCode);
  const auto again = import.delete_job();
  EXPECT_TRUE(again == 0 || again == 4) << again;
  EXPECT_EQ(import.collect(), 0);
  import.expect_nothing_left_and_a_new_import_whole();
}

void expect_recovery_of_a_collection(const CrashCase& at) {
  SCOPED_TRACE("CRASH_AT=" + at.text());
  const DeletedImport import;
  EXPECT_EQ(import.delete_job(), 0);
  EXPECT_EQ(import.collect(at.text()), kCrashExitCode);
  EXPECT_EQ(import.collect(), 0);
  import.expect_nothing_left_and_a_new_import_whole();
}

TEST(CrashedDeletions, AJobThatWasBeingDeletedIsGoneAfterTheNextRun) {
  expect_of_each(cases_of_deleting_a_job(), expect_recovery_of_a_deletion);
}

TEST(CrashedDeletions, ObjectsThatWereBeingRemovedAreGoneAfterTheNextRun) {
  expect_of_each(cases_of_collecting(), expect_recovery_of_a_collection);
}

}  // namespace
}  // namespace pixferry
