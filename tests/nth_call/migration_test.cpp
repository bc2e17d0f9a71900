#include <gtest/gtest.h>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "tests/nth_call/counted_database.hpp"
#include "tests/simulation/dice.hpp"

namespace pixferry {
namespace {

using Mode = PlannedFailure::Mode;

/// Starts twice, the first time with the failure; whether that was reached.
bool try_start(const PlannedFailure& planned) {
  const auto real = *SqliteDatabase::open(":memory:");
  CallCounter calls{planned};
  CountedDatabase database{*real, calls};
  Dice dice{1};
  const auto first = migrate(Context{}, database, dice);
  // A first look that fails is made up for by the migration behind it.
  EXPECT_TRUE(first || calls.has_failed());
  if (first) {
    EXPECT_TRUE(check_schema(Context{}, *real)) << "what is said to be done is done";
  }
  const auto left = object_secret(Context{}, *real);
  EXPECT_TRUE(migrate(Context{}, *real, dice));
  EXPECT_TRUE(check_schema(Context{}, *real));
  const auto secret = object_secret(Context{}, *real);
  EXPECT_TRUE(secret);
  if (left && secret) {
    EXPECT_EQ(left->reveal(), secret->reveal());
  }
  return calls.has_failed();
}

class NthCallOfAMigration : public testing::TestWithParam<std::pair<std::string, Mode>> {};

TEST_P(NthCallOfAMigration, MayFailAndTheNextStartBringsTheSchemaUpToDate) {
  int nth = 1;
  while (try_start({GetParam().first, nth, GetParam().second, ErrorCode::catalog_unavailable})) {
    ASSERT_FALSE(HasFailure()) << GetParam().first << ", call " << nth;
    ++nth;
  }
  EXPECT_GT(nth, 1) << "a migration never makes the call";
}

INSTANTIATE_TEST_SUITE_P(Each, NthCallOfAMigration,
                         testing::Values(std::pair{"database.begin", Mode::instead},
                                         std::pair{"database.query", Mode::instead},
                                         std::pair{"database.query", Mode::after},
                                         std::pair{"database.run_script", Mode::instead},
                                         std::pair{"database.run_script", Mode::after},
                                         std::pair{"database.commit", Mode::instead},
                                         std::pair{"database.commit", Mode::after}));

}  // namespace
}  // namespace pixferry
