#include "simulator/google_drive/field_mask.hpp"

#include <gtest/gtest.h>

namespace pixferry::simulator {
namespace {

FieldMask mask(std::string_view text) {
  const auto parsed = FieldMask::parse(text);
  EXPECT_TRUE(parsed) << text;
  return *parsed;
}

TEST(FieldMask, WantsWhatItNamesAndNothingElse) {
  const auto fields = mask("id,files(name,capabilities/canDownload)");
  EXPECT_TRUE(fields.wants("id"));
  EXPECT_FALSE(fields.wants("nextPageToken"));
  EXPECT_TRUE(fields.of("files").wants("name"));
  EXPECT_FALSE(fields.of("files").wants("id"));
  EXPECT_TRUE(fields.of("files").of("capabilities").wants("canDownload"));
  EXPECT_FALSE(fields.of("files").of("capabilities").wants("canEdit"));
}

TEST(FieldMask, WantsAllOfAnObjectThatIsOnlyNamed) {
  EXPECT_TRUE(mask("files").of("files").wants("anything"));
  EXPECT_TRUE(mask("*").wants("anything"));
  EXPECT_TRUE(mask("files(*)").of("files").wants("anything"));
}

TEST(FieldMask, JoinsWhatIsAskedForTwice) {
  const auto fields = mask("a/b,a/c");
  EXPECT_TRUE(fields.of("a").wants("b"));
  EXPECT_TRUE(fields.of("a").wants("c"));
  EXPECT_FALSE(fields.of("a").wants("d"));
  EXPECT_TRUE(mask("a/b,a").of("a").wants("d"));
  EXPECT_TRUE(mask("a,a/b").of("a").wants("d"));
  EXPECT_TRUE(mask("*,a/b").of("a").wants("d"));
}

TEST(FieldMask, RefusesWhatItCannotRead) {
  for (const auto* text : {"", ",", "a,", "a(", "a(b", "a)", "a()", "a//b", "a(b))", "(a)"}) {
    EXPECT_FALSE(FieldMask::parse(text)) << text;
  }
  EXPECT_FALSE(FieldMask::parse("a/a/a/a/a/a/a/a/a/a/a/a"));
}

TEST(FieldMask, FindsNamesThatAreNotKnown) {
  const auto known = mask("id,size,part(width,height)");
  EXPECT_EQ(mask("id,part(width)").first_unknown(known), "");
  EXPECT_EQ(mask("*").first_unknown(known), "");
  EXPECT_EQ(mask("part").first_unknown(known), "");
  EXPECT_EQ(mask("id,siez").first_unknown(known), "siez");
  EXPECT_EQ(mask("part(depth)").first_unknown(known), "depth");
  EXPECT_EQ(mask("id(size)").first_unknown(known), "size");
}

}  // namespace
}  // namespace pixferry::simulator
