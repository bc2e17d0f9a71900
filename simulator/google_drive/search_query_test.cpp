#include "simulator/google_drive/search_query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry::simulator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SearchQuery query(std::string_view text) {
  auto parsed = SearchQuery::parse(text);
  EXPECT_TRUE(parsed) << text;
  return *std::move(parsed);
}

DriveEntry photo(std::string name, std::string parent) {
  DriveEntry entry;
  entry.name = std::move(name);
  entry.mime_type = "image/jpeg";
  entry.parent_id = std::move(parent);
  return entry;
}

TEST(SearchQuery, NamesTheFoldersWhoseChildrenItLooksFor) {
  EXPECT_THAT(query("'a' in parents").parents(), ElementsAre("a"));
  EXPECT_THAT(
      query("trashed=false and ('a' in parents or 'b' in parents or 'a' in parents)").parents(),
      ElementsAre("a", "b"));
  EXPECT_THAT(query("trashed = false").parents(), IsEmpty());
}

TEST(SearchQuery, MatchesChildrenOfItsFoldersAlone) {
  const auto wanted = query("trashed=false and ('a' in parents or 'b' in parents)");
  EXPECT_TRUE(wanted.matches(photo("x.jpg", "a")));
  EXPECT_TRUE(wanted.matches(photo("x.jpg", "b")));
  EXPECT_FALSE(wanted.matches(photo("x.jpg", "c")));
}

TEST(SearchQuery, FindsNothingInTheTrash) {
  EXPECT_TRUE(query("'a' in parents and trashed = false").matches(photo("x", "a")));
  EXPECT_FALSE(query("'a' in parents and trashed = true").matches(photo("x", "a")));
  EXPECT_TRUE(query("trashed != true").matches(photo("x", "a")));
}

TEST(SearchQuery, ComparesNamesWithQuotesAndBackslashesInThem) {
  EXPECT_TRUE(query(R"(name='Ann\'s \\ photos')").matches(photo(R"(Ann's \ photos)", "a")));
  EXPECT_FALSE(query("name='x.jpg'").matches(photo("X.jpg", "a")));
  EXPECT_TRUE(query("name!='x.jpg'").matches(photo("X.jpg", "a")));
}

TEST(SearchQuery, ComparesTypes) {
  EXPECT_TRUE(query("(mimeType='image/png' or mimeType='image/jpeg')").matches(photo("x", "a")));
  EXPECT_FALSE(query("not mimeType = 'image/jpeg'").matches(photo("x", "a")));
}

TEST(SearchQuery, ReadsAndAndOrFromLeftToRight) {
  const auto wanted = query("name='x' or name='y' and 'a' in parents");
  EXPECT_FALSE(wanted.matches(photo("x", "b")));
  EXPECT_TRUE(wanted.matches(photo("x", "a")));
}

TEST(SearchQuery, RefusesWhatItCannotRead) {
  for (const auto* text :
       {"", "nonsense", "'a'", "'a' in", "'a' in children", "'a in parents", "'a\\",
        "(trashed=true", "trashed=true)", "trashed", "trashed='a'", "name=x", "size='3'",
        "name>'x'", "'a' in parents and", "and 'a' in parents", "'a' in parents 'b' in parents",
        "not", "'a' inparents"}) {
    EXPECT_FALSE(SearchQuery::parse(text)) << text;
  }
  EXPECT_FALSE(SearchQuery::parse(std::string(100'000, '(')));
}

}  // namespace
}  // namespace pixferry::simulator
