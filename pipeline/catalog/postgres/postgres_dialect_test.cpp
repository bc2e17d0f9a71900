#include "pipeline/catalog/postgres/postgres_dialect.hpp"

#include <gmock/gmock.h>

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string by_database(std::string_view sql) {
  return expand(sql, PostgresDialect{TimeSource::database});
}

TEST(PostgresDialect, TheDatabaseTellsTheTimeUnlessTheCallerShall) {
  EXPECT_EQ(by_database("@now($2)"), "date_trunc('milliseconds', statement_timestamp())");
  EXPECT_EQ(expand("@now($2)", PostgresDialect{TimeSource::caller}),
            "(timestamptz 'epoch' + $2 * interval '1 millisecond')");
}

TEST(PostgresDialect, ATimeThatIsGivenIsTakenFromEitherSource) {
  EXPECT_EQ(by_database("@at($4)"), "(timestamptz 'epoch' + $4 * interval '1 millisecond')");
}

TEST(PostgresDialect, WritesRowsAsATableOfTheirTypes) {
  EXPECT_EQ(by_database("SELECT a FROM @rows($1; a bigint, b text) AS r"),
            "SELECT a FROM (SELECT * FROM json_to_recordset(CAST($1 AS json)) AS "
            "json_row(a bigint, b text)) AS r");
}

TEST(PostgresDialect, QualifiesTheTableAndNotItsIndex) {
  EXPECT_EQ(by_database("CREATE INDEX @index_on(i, t) (c)"), "CREATE INDEX i ON pixferry.t (c)");
  EXPECT_EQ(by_database("@references(t) (c)"), "REFERENCES pixferry.t (c)");
}

TEST(PostgresDialect, LocksRowsSoThatOthersMayReferToThem) {
  EXPECT_EQ(by_database("@for_update"), "FOR NO KEY UPDATE");
  EXPECT_EQ(by_database("@skip_locked"), "FOR NO KEY UPDATE SKIP LOCKED");
}

TEST(PostgresDialect, LocksForTheTransactionAndNotForTheSession) {
  EXPECT_THAT(by_database("@create_schema"), HasSubstr("pg_advisory_xact_lock("));
  EXPECT_THAT(by_database("@create_schema"), Not(HasSubstr("pg_advisory_lock")));
}

TEST(PostgresDialect, TurnsTheOrderOfAUniqueKeyRound) {
  EXPECT_EQ(by_database("@reorder_unique(t, a, b)"),
            "ALTER TABLE pixferry.t DROP CONSTRAINT t_a_b_key, ADD UNIQUE (b, a)");
}

TEST(PostgresDialect, AnUnknownWordIsABug) {
  EXPECT_THROW(by_database("@nonsense"), std::logic_error);
}

}  // namespace
}  // namespace pixferry
