#include "pipeline/object_store/supabase/supabase_listing.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

const std::string kKey = "t/00/" + std::string(64, '0') + "-256.webp";

std::string row(const std::string& more) {
  return R"({"name":")" + kKey + R"(",)" + more + "}";
}

std::optional<SupabaseListing> read_page(const std::string& rows,
                                         const std::string& more = R"("hasNext":false)") {
  return read_supabase_listing(R"({"objects":[)" + rows + R"(],"folders":[],)" + more + "}",
                               Limits{});
}

TEST(SupabaseListing, ReadsKeysSizesAndTimes) {
  const auto listing =
      read_page(R"({"name":"readme.txt"},)" +
                row(R"("updated_at":"2026-01-31T10:00:00.565Z","metadata":{"size":70})"));
  ASSERT_TRUE(listing);
  ASSERT_EQ(listing->objects.size(), 1U);
  EXPECT_EQ(listing->objects[0].key.text, kKey);
  EXPECT_EQ(listing->objects[0].size_bytes, 70);
  EXPECT_EQ(to_milliseconds(listing->objects[0].stored_at) % 1000, 565);
  EXPECT_EQ(listing->cursor, "");
}

TEST(SupabaseListing, TakesAnObjectOfUnknownSizeAsAnEmptyOne) {
  for (const auto* metadata : {"null", "{}", R"({"size":-1})", R"({"size":"big"})"}) {
    const auto listing = read_page(
        row(R"("updated_at":"2026-01-31T10:00:00Z","metadata":)" + std::string{metadata}));
    ASSERT_TRUE(listing) << metadata;
    EXPECT_EQ(listing->objects.at(0).size_bytes, 0);
  }
}

TEST(SupabaseListing, KnowsHowToGoOn) {
  EXPECT_EQ(read_page("", R"("hasNext":true,"nextCursor":"abc")")->cursor, "abc");
  EXPECT_EQ(read_page("", R"("hasNext":false,"nextCursor":"abc")")->cursor, "");
}

TEST(SupabaseListing, RefusesWhatIsNoPage) {
  for (const auto* body :
       {"", "[]", "{}", R"({"Key":"images/a","Id":"1"})", R"({"objects":[],"hasNext":"no"})",
        R"({"hasNext":false})", R"({"objects":{},"hasNext":false})", R"({"objects":[)"}) {
    EXPECT_FALSE(read_supabase_listing(body, Limits{})) << body;
  }
  EXPECT_FALSE(read_page("1"));
  EXPECT_FALSE(read_page(row(R"("metadata":{"size":70})")));
  EXPECT_FALSE(read_page(row(R"("updated_at":null)")));
  EXPECT_FALSE(read_page("", R"("hasNext":true)"));
  EXPECT_FALSE(read_page("", R"("hasNext":true,"nextCursor":")" + std::string(5000, 'a') + R"(")"));
}

}  // namespace
}  // namespace pixferry
