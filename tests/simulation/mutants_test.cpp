#include "tests/simulation/mutants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;

/// As many as the program itself has to pass.
constexpr std::uint64_t kSeedsMax = 1000;

class SimulatedMutant : public testing::TestWithParam<Mutant> {
 protected:
  SimulatedMutant() {
    Dice dice{0};
    EXPECT_TRUE(migrate(Context{}, *catalog_, dice));
  }

  std::unique_ptr<SqliteDatabase> catalog_ = *SqliteDatabase::open(":memory:");
};

TEST_P(SimulatedMutant, IsCaughtByThePromiseThatItBreaks) {
  for (const auto& rewrite : GetParam().mutation.rewrites) {
    ASSERT_THAT(rewrite.statement, HasSubstr(rewrite.from)) << "the mutant changes nothing";
  }
  for (std::uint64_t seed = 1; seed <= kSeedsMax; ++seed) {
    const auto violations = simulate(
        *catalog_, {.seed = seed, .deletes = GetParam().deletes, .mutation = GetParam().mutation});
    const bool is_caught = std::ranges::any_of(violations, [](const auto& violation) {
      return violation.find(GetParam().broken) != std::string::npos;
    });
    if (!is_caught) continue;
    RecordProperty("seed", std::to_string(seed));
    return;
  }
  ADD_FAILURE() << "no seed up to " << kSeedsMax << " noticed that " << GetParam().broken;
}

INSTANTIATE_TEST_SUITE_P(Each, SimulatedMutant, testing::ValuesIn(mutants()),
                         [](const auto& mutant) { return mutant.param.name; });

}  // namespace
}  // namespace pixferry
