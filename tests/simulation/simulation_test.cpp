#include "tests/simulation/simulation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"

namespace pixferry {
namespace {

using testing::IsEmpty;

/// The seeds of a test: the first so many, or the one of PIXFERRY_SEED to replay a failure.
std::vector<std::uint64_t> seeds(std::uint64_t count) {
  if (const char* wanted = std::getenv("PIXFERRY_SEED")) return {std::stoull(wanted)};
  std::vector<std::uint64_t> all;
  for (std::uint64_t seed = 1; seed <= count; ++seed) all.push_back(seed);
  return all;
}

class SimulatedRuns : public testing::Test {
 protected:
  SimulatedRuns() {
    Dice dice{0};
    EXPECT_TRUE(migrate(Context{}, *catalog_, dice));
  }

  void expect_promises_kept(bool faults, std::uint64_t count, bool deletes = false) {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    for (const auto seed : seeds(count)) {
      ASSERT_THAT(simulate(*catalog_, {.seed = seed, .faults = faults, .deletes = deletes}),
                  IsEmpty())
          << "replay it: PIXFERRY_SEED=" << seed
          << " simulation_tests --gtest_filter=SimulatedRuns." << test;
    }
  }

  /// How a run left the files: with their tokens and times it tells one run from any other.
  std::string ended(const SimulationPlan& plan) {
    EXPECT_THAT(simulate(*catalog_, plan), IsEmpty());
    auto transaction = *catalog_->begin(Context{}, Access::read);
    const auto rows = *transaction->query(
        "SELECT source_file_id, state, id, token, attempts, available_at FROM pixferry.file "
        "ORDER BY id",
        {});
    std::string text;
    for (const auto& row : rows) {
      text += row.text(0) + " " + row.text(1);
      for (std::size_t column = 2; column < 6; ++column) {
        text += " " + std::to_string(row.integer(column));
      }
      text += "\n";
    }
    return text;
  }

  std::unique_ptr<SqliteDatabase> catalog_ = *SqliteDatabase::open(":memory:");
};

TEST_F(SimulatedRuns, PipelineImportsEverythingWhereNothingFails) {
  expect_promises_kept(false, 100);
}

TEST_F(SimulatedRuns, PipelineKeepsItsPromisesWhateverFails) {
  expect_promises_kept(true, 1000);
}

TEST_F(SimulatedRuns, PipelineKeepsItsPromisesWhileImagesAreDeletedAndCollected) {
  expect_promises_kept(true, 300, true);
}

TEST_F(SimulatedRuns, RunOfASeedIsTheSameEachTime) {
  std::map<std::uint64_t, std::string> first;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) first[seed] = ended({.seed = seed});
  for (const auto& [seed, end] : first) EXPECT_EQ(ended({.seed = seed}), end) << seed;
  EXPECT_NE(first[1], first[2]);
}

}  // namespace
}  // namespace pixferry
