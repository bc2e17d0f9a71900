#include "pipeline/catalog/dialect.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/sqlite/sqlite_dialect.hpp"

namespace pixferry {
namespace {

/// Shows what it was asked.
struct EchoDialect final : Dialect {
  std::string expand_word(std::string_view word, std::string_view arguments) const override {
    return "<" + std::string{word} + "|" + std::string{arguments} + ">";
  }
};

std::string echoed(std::string_view sql) {
  return expand(sql, EchoDialect{});
}

TEST(Dialect, ExpandsWordsWithAndWithoutArguments) {
  EXPECT_EQ(echoed("a @strict b @now($1), @ms(x)"), "a <strict|> b <now|$1>, <ms|x>");
}

TEST(Dialect, ExpandsWordsInsideTheArgumentsOfOthers) {
  EXPECT_EQ(echoed("@plus_ms(@now($1), f(2))"), "<plus_ms|<now|$1>, f(2)>");
}

TEST(Dialect, LeavesLiteralsAloneAndDropsComments) {
  EXPECT_EQ(echoed("-- it's @now\nSELECT '@now -- x', 1 -- end"), "\nSELECT '@now -- x', 1 ");
}

TEST(Dialect, SplitsArgumentsOutsideParenthesesOnly) {
  const std::vector<std::string> parts{"f(a, b)", "c"};
  EXPECT_EQ(split_arguments(" f(a, b) , c ", ','), parts);
}

TEST(Dialect, AnUnknownWordOrAnOpenEndIsABug) {
  EXPECT_THROW(expand("@nonsense", SqliteDialect{}), std::logic_error);
  EXPECT_THROW(echoed("@now($1"), std::logic_error);
  EXPECT_THROW(echoed("'open"), std::logic_error);
}

TEST(SqliteDialect, WritesRowsAsJsonEach) {
  EXPECT_EQ(expand("SELECT a FROM @rows($1; a bigint, b text) AS r", SqliteDialect{}),
            "SELECT a FROM (SELECT json_extract(value, '$.a') AS a, json_extract(value, '$.b') AS "
            "b FROM json_each($1)) AS r");
}

TEST(SqliteDialect, QualifiesTheIndexAndNotItsTable) {
  EXPECT_EQ(expand("CREATE INDEX @index_on(i, t) (c)", SqliteDialect{}),
            "CREATE INDEX pixferry.i ON t (c)");
}

TEST(Queries, TheMigrationsAreCompiledIn) {
  ASSERT_FALSE(sql::migrations.empty());
  EXPECT_NE(sql::migrations.front().find("CREATE TABLE pixferry.job"), std::string_view::npos);
}

}  // namespace
}  // namespace pixferry
