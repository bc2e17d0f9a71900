#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

struct TestCounts {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

/// The counts in the JSON that a GoogleTest program wrote; nothing if it is not such a text.
std::optional<TestCounts> counts_in(std::string_view json);

/// The names in ctest's list of failed tests, a line each: "3:pixferry_cli_tests".
std::set<std::string> failed_programs(std::string_view list);

/// One test program and what is known of it.
struct ProgramRun {
  std::string name;
  std::optional<TestCounts> counts;  ///< absent: it ended without writing results
  bool exited_with_failure = false;
};

/// A program that wrote no results, or failed though its tests did not (a leak, a crash at its
/// end), counts as one failure more.
TestCounts counted(const ProgramRun& program);

/// A table with a line a program, and last "N passed, N failed" and ", N skipped" if any was.
std::string test_report(const std::vector<ProgramRun>& programs);

/// Whether something ran and nothing failed.
bool is_success(const std::vector<ProgramRun>& programs);

}  // namespace pixferry
