#include "tests/simulation/simulation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

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

class Simulated : public testing::Test {
 protected:
  Simulated() {
    Dice dice{0};
    EXPECT_TRUE(migrate(Context{}, *catalog_, dice));
  }

  void expect_promises_kept(bool faults, std::uint64_t count) {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    for (const auto seed : seeds(count)) {
      ASSERT_THAT(simulate(*catalog_, {.seed = seed, .faults = faults}), IsEmpty())
          << "replay it: PIXFERRY_SEED=" << seed << " simulation_tests --gtest_filter=Simulated."
          << test;
    }
  }

  std::unique_ptr<SqliteDatabase> catalog_ = *SqliteDatabase::open(":memory:");
};

TEST_F(Simulated, PipelineImportsEverythingWhereNothingFails) {
  expect_promises_kept(false, 100);
}

TEST_F(Simulated, PipelineKeepsItsPromisesWhateverFails) {
  expect_promises_kept(true, 1000);
}

}  // namespace
}  // namespace pixferry
