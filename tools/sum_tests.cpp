// sum_tests RESULTS_FOLDER FAILED_LIST PROGRAM...
// Prints the table of a test run out of the results that each PROGRAM left as
// RESULTS_FOLDER/PROGRAM.json and ctest's list of those that failed. Exits 0 only if something ran
// and nothing failed.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "tools/test_report.hpp"

namespace {

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("Usage: sum_tests RESULTS_FOLDER FAILED_LIST PROGRAM...\n", stderr);
    return 2;
  }
  const std::string folder = argv[1];
  const auto failed = pixferry::failed_programs(content_of(argv[2]).value_or(""));
  std::vector<pixferry::ProgramRun> programs;
  for (int i = 3; i < argc; ++i) {
    const std::string name = argv[i];
    const auto json = content_of(folder + "/" + name + ".json");
    programs.push_back({.name = name,
                        .counts = json ? pixferry::counts_in(*json) : std::nullopt,
                        .exited_with_failure = failed.contains(name)});
  }
  std::fputs(pixferry::test_report(programs).c_str(), stdout);
  return pixferry::is_success(programs) ? 0 : 1;
}
