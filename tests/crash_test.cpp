#include <gtest/gtest.h>
#include <signal.h>

#include <map>

#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/seeded_random.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

SimulatorOptions slow_drive() {
  return {.photos = 600, .folders = 5, .odd_entries = false, .latency = 10ms};
}

/// Waits until the drive was asked for that many files.
void wait_for_downloads(const WholeProgram& program, ChildProcess& process, std::uint64_t count) {
  ASSERT_TRUE(process.runs_until([&] { return program.downloads() >= count; }));
}

TEST(Crash, AnImportKilledInTheMiddleEndsWithEveryImageOnce) {
  constexpr unsigned kTransfers = 8;
  // In transfer, waiting to be recorded, and being recorded.
  constexpr unsigned kUnderWayMax = kTransfers + 2 * kTransfers + 2 * kTransfers;
  const std::map<std::string, std::string> transfers{
      {"WORKER_TRANSFERS", std::to_string(kTransfers)}};
  const WholeProgram program{slow_drive()};
  for (const std::uint64_t downloads : {50U, 200U, 400U}) {
    const auto process = program.start({"import", program.link()}, transfers);
    wait_for_downloads(program, *process, downloads);
    process->send(SIGKILL);
    EXPECT_EQ(process->wait(), 128 + SIGKILL);
    expect_consistent(program.catalog_path());
  }
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  program.expect_whole_import();
  EXPECT_LE(program.downloads(), 600U + 3 * kUnderWayMax)
      << "only what was under way is fetched again";
}

TEST(Crash, AnImportKilledAgainAndAgainAtAnyMomentEndsWithEveryImageOnce) {
  const auto faults = simulator::parse_fault_plan("download:500=5%,download:wrong=2%");
  ASSERT_TRUE(faults);
  auto options = slow_drive();
  options.faults = *faults;
  const WholeProgram program{options};
  SeededRandom random{20};
  for (int kill = 0; kill < 6; ++kill) {
    const auto downloads = program.downloads() + 1 + random.bits() % 80;
    const auto process = program.start({"import", program.link()});
    wait_for_downloads(program, *process, downloads);
    process->send(SIGKILL);
    EXPECT_EQ(process->wait(), 128 + SIGKILL);
    expect_consistent(program.catalog_path());
    program.expect_true_objects();
  }
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  program.expect_whole_import();
}

TEST(Crash, AnInterruptedImportSaysHowToGoOnAndDoes) {
  const WholeProgram program{slow_drive()};
  const auto process = program.start({"import", program.link()});
  wait_for_downloads(program, *process, 100);
  process->send(SIGINT);
  EXPECT_EQ(process->wait(), 130);
  EXPECT_NE(process->error_output().find("pixferry import '"), std::string::npos);
  EXPECT_EQ(program.import().exit_code, 0);
  program.expect_whole_import();
}

TEST(Crash, ASecondProcessOnTheSameDirectoryIsToldWhoHoldsIt) {
  const WholeProgram program{slow_drive()};
  const auto process = program.start({"import", program.link()});
  wait_for_downloads(program, *process, 1);
  const auto second = program.import();
  EXPECT_EQ(second.exit_code, 5);
  EXPECT_NE(second.error_output.find(std::to_string(process->id())), std::string::npos)
      << second.error_output;
}

TEST(Crash, ACatalogOfANewerReleaseIsLeftAlone) {
  const WholeProgram program{{.photos = 3, .folders = 1, .odd_entries = false}};
  ASSERT_EQ(program.import().exit_code, 0);
  {
    const auto database = SqliteDatabase::open(program.catalog_path());
    ASSERT_TRUE(database);
    auto transaction = (*database)->begin(Context{}, Access::write);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(
        (*transaction)
            ->query("UPDATE pixferry.setting SET value = '999' WHERE name = 'schema_version'", {}));
    ASSERT_TRUE((*transaction)->commit());
  }
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 7);
  EXPECT_NE(run.error_output.find("999"), std::string::npos) << run.error_output;
}

TEST(Crash, ADirectoryThatCannotBeWrittenIsNamedInOneSentence) {
  const WholeProgram program;
  const auto run = program.run({"import", program.link()}, {{"DATA_DIR", "/proc/pixferry"}});
  EXPECT_EQ(run.exit_code, 5);
  EXPECT_NE(run.error_output.find("/proc/pixferry"), std::string::npos) << run.error_output;
}

}  // namespace
}  // namespace pixferry
