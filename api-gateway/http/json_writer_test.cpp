#include "api-gateway/http/json_writer.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace pixferry::http {
namespace {

TEST(JsonWriter, PutsCommasBetweenAndNowhereElse) {
  JsonWriter json;
  json.begin_object().field("a", 1).key("b").begin_array();
  json.value("x").null().value(true).begin_object().end_object().begin_array().end_array();
  json.end_array().field("c", 2.0).optional_field("d", std::optional<std::int64_t>{}).end_object();
  EXPECT_EQ(json.take(), R"({"a":1,"b":["x",null,true,{},[]],"c":2.0,"d":null})");
}

TEST(JsonWriter, WritesEveryTextSoThatItReadsTheSame) {
  std::string text;
  for (int c = 0; c < 0x80; ++c) text.push_back(static_cast<char>(c));
  text += "\xc3\xa4\xe2\x82\xac\xe2\x80\xa8\xe2\x80\xa9\xf0\x9f\x98\x80";
  JsonWriter json;
  json.value(text);
  const auto written = json.take();
  EXPECT_EQ(boost::json::parse(written).as_string(), text);
  for (const auto* forbidden : {"<", ">", "&", "\xe2\x80\xa8", "\xe2\x80\xa9", "\n"}) {
    EXPECT_EQ(written.find(forbidden), written.npos) << forbidden;
  }
}

TEST(JsonWriter, WritesTheLargestNumbers) {
  JsonWriter json;
  json.begin_array().value(INT64_MAX).value(INT64_MIN).value(99.9).value(0.0).end_array();
  EXPECT_EQ(json.take(), "[9223372036854775807,-9223372036854775808,99.9,0.0]");
}

}  // namespace
}  // namespace pixferry::http
