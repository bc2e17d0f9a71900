#include "pipeline/source/google_drive/html_tags.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace pixferry {
namespace {

using testing::ElementsAre;

/// Each tag as "text|name", with a slash where it is an end.
std::vector<std::string> tags_of(std::string_view page) {
  std::vector<std::string> found;
  HtmlTag tag;
  for (HtmlTags tags{page}; tags.next(tag);) {
    found.push_back(std::string{tag.text_before} + "|" + (tag.is_end ? "/" : "") +
                    std::string{tag.name});
  }
  return found;
}

HtmlTag first_tag(std::string_view page) {
  HtmlTag tag;
  EXPECT_TRUE(HtmlTags{page}.next(tag));
  return tag;
}

bool is_cut(std::string_view page) {
  HtmlTag tag;
  HtmlTags tags{page};
  while (tags.next(tag)) {
  }
  return tags.is_cut();
}

TEST(HtmlTags, GivesEachTagWithTheTextBeforeIt) {
  EXPECT_THAT(tags_of("<!DOCTYPE html><p>one<br/>two</p>rest"),
              ElementsAre("|p", "one|br", "two|/p"));
  EXPECT_THAT(tags_of("no tags"), ElementsAre());
  EXPECT_THAT(tags_of("1 < 2 and 2 <3<b>"), ElementsAre("1 < 2 and 2 <3|b"));
}

TEST(HtmlTags, PassesOverCommentsScriptsAndStyles) {
  EXPECT_THAT(tags_of("<!-- <p> --><b>"), ElementsAre("|b"));
  EXPECT_THAT(tags_of("<script>if (a < b) '<p>';</x></SCRIPT><b>"),
              ElementsAre("|script", "|/SCRIPT", "|b"));
  EXPECT_THAT(tags_of("<style>a > b {}</style>x<b>"), ElementsAre("|style", "|/style", "x|b"));
}

TEST(HtmlTags, AttributesAreReadHoweverTheyAreWritten) {
  const auto tag = first_tag("<DIV a=1 B = \"x > y\" c='&quot;' d e=\"&amp;amp;\"/>");
  EXPECT_TRUE(tag.is("div"));
  EXPECT_EQ(tag.attribute("a"), "1");
  EXPECT_EQ(tag.attribute("b"), "x > y");
  EXPECT_EQ(tag.attribute("C"), "\"");
  EXPECT_EQ(tag.attribute("d"), "");
  EXPECT_EQ(tag.attribute("e"), "&amp;");
  EXPECT_EQ(tag.attribute("f"), "");
}

TEST(HtmlTags, AClassIsAWholeWord) {
  const auto tag = first_tag("<p class=\" flip-entry  other\">");
  EXPECT_TRUE(tag.has_class("flip-entry"));
  EXPECT_TRUE(tag.has_class("other"));
  EXPECT_FALSE(tag.has_class("flip"));
  EXPECT_FALSE(tag.has_class("flip-entry-title"));
}

TEST(HtmlTags, APageThatEndsWithinATagIsCut) {
  EXPECT_FALSE(is_cut("<p>text"));
  EXPECT_TRUE(is_cut("<p><div class=\"a\""));
  EXPECT_TRUE(is_cut("<p><div class=\"a>"));
  EXPECT_TRUE(is_cut("<p><!-- a"));
  EXPECT_TRUE(is_cut("<script>a"));
  EXPECT_TRUE(is_cut("</"));
}

TEST(HtmlText, ResolvesEntities) {
  EXPECT_EQ(html_text("a &amp; b &lt;&gt;&quot;&#39;&apos;"), "a & b <>\"''");
  EXPECT_EQ(html_text("&#233;&#xE9;&#x1F4F7;"), "éé📷");
  EXPECT_EQ(html_text("&amp;lt;"), "&lt;") << "once";
  EXPECT_EQ(html_text("&unknown; & &; &#; &#x; &#12a; &a"), "&unknown; & &; &#; &#x; &#12a; &a");
}

TEST(HtmlText, WhatIsNoCharacterBecomesTheReplacement) {
  const std::string replacement = "\xEF\xBF\xBD";
  for (const auto* text : {"&#0;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#9999999999;", "\xff"}) {
    EXPECT_EQ(html_text(text), replacement) << text;
  }
  EXPECT_EQ(html_text(std::string_view{"a\0b", 3}), "a" + replacement + "b");
}

}  // namespace
}  // namespace pixferry
