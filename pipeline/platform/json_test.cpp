#include "pipeline/platform/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <limits>

namespace pixferry::json {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

constexpr Bounds kBounds{.bytes_max = 1u << 20, .depth_max = 32};

std::string strict_complaint(std::string_view text) {
  const auto value = parse_strict(text, kBounds);
  if (value) return "accepted: " + boost::json::serialize(*value);
  EXPECT_EQ(value.error().code, ErrorCode::invalid_request);
  return value.error().message;
}

std::string lenient_text(std::string_view text) {
  const auto value = parse_lenient(text, kBounds);
  return value ? boost::json::serialize(*value) : "refused: " + value.error().message;
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

bj::object object_of(std::string_view text) {
  return bj::parse(text).as_object();
}

TEST(ParseStrict, TakesWhatRfc8259Allows) {
  for (const auto* text :
       {R"({})", R"([])", R"("x")", R"( null )", "0", "-0", "1e3", "0.1",
        R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})", R"("\ud83d\ude00")", "\"\xF0\x9F\x98\x80\"",
        "18446744073709551615", "-9223372036854775808", "\t[1 , 2]\r\n"}) {
    EXPECT_TRUE(parse_strict(text, kBounds)) << text;
  }
}

TEST(ParseStrict, RefusesAKeyThatStandsTwice) {
  EXPECT_THAT(strict_complaint(R"({"a":1,"a":2})"), HasSubstr("same key"));
  EXPECT_THAT(strict_complaint(R"([{"b":{"x":1,"y":2,"x":3}}])"), HasSubstr("same key"));
  EXPECT_THAT(strict_complaint(R"({"a":1,"\u0061":2})"), HasSubstr("same key"));
  EXPECT_THAT(strict_complaint(R"({"":1,"":2})"), HasSubstr("same key"));
  EXPECT_THAT(strict_complaint(R"({"a":{"b":1},"a":2})"), HasSubstr("same key"));
}

TEST(ParseStrict, SaysWhereTheTextIsWrong) {
  EXPECT_THAT(strict_complaint(R"([1,2,x])"), HasSubstr("byte 5"));
  EXPECT_THAT(strict_complaint(R"({"a":1,"a":2})"), HasSubstr("byte 9"));
  EXPECT_THAT(strict_complaint("[1] 2"), HasSubstr("byte 4"));
}

TEST(ParseStrict, RefusesTextThatIsNotUnicode) {
  for (const auto& text : {"\"\xFF\""s, "\"\xC0\xAF\""s, "\"\xED\xA0\x80\""s,
                           "\"\xF4\x90\x80\x80\""s, "\"\xE2\x82\""s, "{\"\x80\":1}"s}) {
    EXPECT_THAT(strict_complaint(text), HasSubstr("not valid JSON")) << text;
  }
}

TEST(ParseStrict, RefusesLoneSurrogates) {
  for (const auto* text : {R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\ud800")",
                           R"("\ud800\u0041")", R"({"\udfff":1})"}) {
    EXPECT_THAT(strict_complaint(text), HasSubstr("not valid JSON")) << text;
  }
}

TEST(ParseStrict, RefusesTheNulCharacter) {
  EXPECT_THAT(strict_complaint(R"("a\u0000b")"), HasSubstr("U+0000"));
  EXPECT_THAT(strict_complaint(R"({"\u0000":1})"), HasSubstr("U+0000"));
  EXPECT_THAT(strict_complaint("\"a\0b\""s), HasSubstr("not valid JSON"));
  EXPECT_THAT(strict_complaint("{}\0"s), HasSubstr("not valid JSON"));
}

TEST(ParseStrict, RefusesNumbersThatNoValueHolds) {
  for (const auto* text : {"1e999", "-1e999", "[1e99999999999999999999]", "18446744073709551616",
                           "-9223372036854775809", "123456789012345678901234567890"}) {
    EXPECT_THAT(strict_complaint(text), HasSubstr("not valid JSON")) << text;
  }
}

TEST(ParseStrict, RefusesWhatOnlyLooksLikeJson) {
  for (const auto* text : {"",        " ",       "{",      "[1,]",     "{\"a\":1,}",
                           "{'a':1}", "// c\n1", "NaN",    "Infinity", "01",
                           "+1",      "1.",      ".5",     "1e",       "\"a",
                           "\"\\x\"", "\"\n\"",  "[1]]",   "{}{}",     "\xEF\xBB\xBF{}",
                           "tru",     "{1:2}",   "{\"a\"}"}) {
    EXPECT_THAT(strict_complaint(text), HasSubstr("not valid JSON")) << text;
  }
}

TEST(ParseStrict, HoldsTheBoundsOfDepthAndSize) {
  EXPECT_TRUE(parse_strict(nested(32), kBounds));
  EXPECT_THAT(strict_complaint(nested(33)), HasSubstr("byte 32"));
  EXPECT_THAT(strict_complaint(std::string(100'000, '[')), HasSubstr("byte 32"));
  const Bounds four{.bytes_max = 4};
  EXPECT_TRUE(parse_strict("[12]", four));
  EXPECT_THAT(parse_strict("[123]", four).error().message, HasSubstr("at most 4"));
}

TEST(ParseStrict, CopesWithAMegabyteOfHostility) {
  std::string keys = "{";
  for (int i = 0; i < 90'000; ++i) keys += "\"" + std::to_string(i) + "\":0,";
  EXPECT_TRUE(parse_strict(keys + "\"x\":1}", kBounds));
  EXPECT_THAT(strict_complaint(keys + "\"0\":1}"), HasSubstr("same key"));
  EXPECT_THAT(strict_complaint(std::string(1'000'000, '9')), HasSubstr("not valid JSON"));
  EXPECT_THAT(strict_complaint("\"" + std::string(999'999, '\\')), HasSubstr("not valid JSON"));
}

RC_GTEST_PROP(ParseStrict, NeverCrashesAndNeverLetsInvalidTextPass, (const std::string& noise)) {
  const std::string text = "[\"" + noise + "\"]";
  const auto value = parse_strict(text, kBounds);
  if (!value) return;
  const std::string written = boost::json::serialize(*value);
  RC_ASSERT(valid_utf8(written) == written);
}

TEST(ParseLenient, ReplacesWhatTheCatalogCannotHold) {
  EXPECT_EQ(lenient_text(R"("a\u0000b")"),
            "\"a\xEF\xBF\xBD"
            "b\"");
  EXPECT_EQ(lenient_text("\"a\0b\""s),
            "\"a\xEF\xBF\xBD"
            "b\"");
  EXPECT_EQ(lenient_text(R"("\ud800")"), "\"\xEF\xBF\xBD\"");
  EXPECT_EQ(lenient_text(R"("\udc00\ud800x")"), "\"\xEF\xBF\xBD\xEF\xBF\xBDx\"");
  EXPECT_EQ(lenient_text(R"("\ud800\ud83d\ude00")"), "\"\xEF\xBF\xBD\xF0\x9F\x98\x80\"");
  EXPECT_EQ(lenient_text("\"\xFF\xC0\xAF\""), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  EXPECT_EQ(lenient_text(R"({"\u0000":1})"), "{\"\xEF\xBF\xBD\":1}");
}

TEST(ParseLenient, LeavesEverythingElseVerbatim) {
  EXPECT_EQ(lenient_text(R"("\\u0000")"), R"("\\u0000")");
  EXPECT_EQ(lenient_text(R"("\\\\\\ud800")"), R"("\\\\\\ud800")");
  EXPECT_EQ(lenient_text(R"("\ud83d\ude00\u0001\u20ac\uFFFE")"),
            "\"\xF0\x9F\x98\x80\\u0001\xE2\x82\xAC\xEF\xBF\xBE\"");
  EXPECT_EQ(lenient_text(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
}

TEST(ParseLenient, RefusesWhatIsStillNotJson) {
  for (const auto& text :
       {"<html>"s, ""s, "[1,]"s, "{}\0"s, "\\"s, "\"\\"s, "\"\\u\""s, "\"\\ud8\""s, nested(33)}) {
    const auto value = parse_lenient(text, kBounds);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().code, ErrorCode::network);
  }
}

TEST(ParseLenient, CopesWithAMegabyteOfHostility) {
  std::string surrogates = "\"";
  while (surrogates.size() < 1'000'000) surrogates += "\\ud800";
  EXPECT_TRUE(parse_lenient(surrogates + "\"", kBounds));
  EXPECT_TRUE(parse_lenient("\"" + std::string(1'000'000, '\xFF') + "\"", kBounds));
  EXPECT_TRUE(parse_lenient("\"" + std::string(1'000'000, '\0') + "\"", kBounds));
  EXPECT_FALSE(parse_lenient(std::string(1'000'000, '\\'), kBounds));
}

RC_GTEST_PROP(ValidUtf8, IsValidAndChangesNothingThatWas, (const std::string& noise)) {
  const std::string once = valid_utf8(noise);
  RC_ASSERT(valid_utf8(once) == once);
  RC_ASSERT(once.find('\0') == std::string::npos);
  bj::error_code error;
  RC_ASSERT(bj::parse(bj::serialize(bj::value(once)), error).as_string() == once);
  RC_ASSERT(!error);
}

TEST(ValidUtf8, ReplacesEachBadUnitOnce) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(valid_utf8("plain \xC3\xA9 \xF0\x9F\x98\x80"), "plain \xC3\xA9 \xF0\x9F\x98\x80");
  EXPECT_EQ(valid_utf8("\0"s), mark);
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), mark);
  EXPECT_EQ(valid_utf8("\xED\x9F\xBF\xEE\x80\x80"), "\xED\x9F\xBF\xEE\x80\x80");
  EXPECT_EQ(valid_utf8("\xE2\x82x"), mark + "x");
  EXPECT_EQ(valid_utf8("\xF0\x9F"), mark);
  EXPECT_EQ(valid_utf8("\xF4\x90\x80\x80"), mark + mark + mark + mark);
  EXPECT_EQ(valid_utf8("\xF8\x80"), mark + mark);
  EXPECT_EQ(valid_utf8("\xE0\x80\x80"), mark + mark + mark);
}

TEST(IntegerAt, ReadsSizesAsGoogleWritesThem) {
  const auto object = object_of(R"({"text":"12345678901","number":42,"negative":"-5","zero":"0",
    "max":"9223372036854775807","min":-9223372036854775808})");
  EXPECT_EQ(integer_at(object, "text"), 12345678901);
  EXPECT_EQ(integer_at(object, "number"), 42);
  EXPECT_EQ(integer_at(object, "negative"), -5);
  EXPECT_EQ(integer_at(object, "zero"), 0);
  EXPECT_EQ(integer_at(object, "max"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(integer_at(object, "min"), std::numeric_limits<std::int64_t>::min());
}

TEST(IntegerAt, IsNothingForAnythingElse) {
  for (const auto* value :
       {R"("9223372036854775808")", R"("-9223372036854775809")", "9223372036854775808", "1.0",
        "1e9", R"("1e9")", R"("")", R"(" 1")", R"("1 ")", R"("+1")", R"("0x10")", R"("12a")",
        "null", "true", "[]", "{}", R"("-")", R"("1\u0000")"}) {
    const auto object = object_of("{\"size\":"s + value + "}");
    EXPECT_EQ(integer_at(object, "size"), std::nullopt) << value;
  }
  EXPECT_EQ(integer_at(object_of("{}"), "size"), std::nullopt);
}

TEST(NumberAt, ReadsNumbersWholeOrNot) {
  const auto object = object_of(R"({"whole":-5,"large":18446744073709551615,"real":0.25})");
  EXPECT_EQ(number_at(object, "whole"), -5.0);
  EXPECT_EQ(number_at(object, "large"), 18446744073709551615.0);
  EXPECT_EQ(number_at(object, "real"), 0.25);
  for (const auto* value : {R"("5")", "null", "true", "[]", "{}"}) {
    EXPECT_EQ(number_at(object_of("{\"size\":"s + value + "}"), "size"), std::nullopt) << value;
  }
  EXPECT_EQ(number_at(object, "absent"), std::nullopt);
}

TEST(MembersOfAnObject, AreNothingWhereAbsentOrOfAnotherKind) {
  const auto object =
      object_of(R"({"object":{"a":1},"array":[1],"text":"x","flag":false,"none":null})");
  EXPECT_NE(object_at(object, "object"), nullptr);
  EXPECT_NE(array_at(object, "array"), nullptr);
  EXPECT_EQ(text_at(object, "text"), "x");
  EXPECT_EQ(flag_at(object, "flag"), false);
  for (const auto* key : {"none", "absent", "text"}) {
    EXPECT_EQ(object_at(object, key), nullptr) << key;
    EXPECT_EQ(array_at(object, key), nullptr) << key;
    EXPECT_EQ(flag_at(object, key), std::nullopt) << key;
  }
  EXPECT_EQ(text_at(object, "flag"), "");
  EXPECT_EQ(text_at(object, "absent"), "");
}

TEST(Serialise, IsSafeInsideAnHtmlPage) {
  const bj::value value{{"<a>", "</script>&\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xA6"}};
  const std::string text = serialise(value);
  EXPECT_EQ(text,
            "{\"\\u003ca\\u003e\":\"\\u003c/script\\u003e\\u0026\\u2028\\u2029\xE2\x80\xA6\"}");
  EXPECT_EQ(bj::parse(text), value);
}

RC_GTEST_PROP(Serialise, IsReadBackAsTheSameValue, (const std::string& noise)) {
  const bj::value value(bj::string(valid_utf8(noise)));
  const auto read = parse_strict(serialise(value), kBounds);
  RC_ASSERT(static_cast<bool>(read));
  RC_ASSERT(*read == value);
}

}  // namespace
}  // namespace pixferry::json
