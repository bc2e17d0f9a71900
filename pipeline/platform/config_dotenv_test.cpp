#include "pipeline/platform/config_dotenv.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

std::string value_of(std::string_view text) {
  const auto dotenv = parse_dotenv(text);
  EXPECT_TRUE(dotenv.complaints.empty()) << dotenv.complaints.front();
  const auto found = dotenv.values.find("NAME");
  return found == dotenv.values.end() ? "(absent)" : found->second;
}

TEST(Dotenv, ReadsBareValues) {
  EXPECT_EQ(value_of("NAME=value"), "value");
  EXPECT_EQ(value_of("NAME=two words  "), "two words");
  EXPECT_EQ(value_of("  export NAME = value # why"), "value");
  EXPECT_EQ(value_of("NAME=a#b"), "a#b");
  EXPECT_EQ(value_of("NAME=#all comment"), "");
  EXPECT_EQ(value_of("NAME="), "");
  EXPECT_EQ(value_of("NAME=a=b"), "a=b");
  EXPECT_EQ(value_of("NAME=$HOME"), "$HOME");
}

TEST(Dotenv, ReadsQuotedValues) {
  EXPECT_EQ(value_of("NAME='a # \"b\" \\n' # comment"), "a # \"b\" \\n");
  EXPECT_EQ(value_of(R"(NAME="a\tb\"c\\d\$e\q")"), "a\tb\"c\\d$e\\q");
  EXPECT_EQ(value_of("NAME=\"\""), "");
  EXPECT_EQ(value_of("NAME=it's"), "it's");
}

TEST(Dotenv, ReadsFilesOfOtherSystems) {
  const auto dotenv = parse_dotenv(
      "\xEF\xBB\xBF"
      "A=1\r\n\r\n# comment\r\nB='2'\r\nC=3");
  EXPECT_TRUE(dotenv.complaints.empty());
  EXPECT_EQ(dotenv.values.at("A"), "1");
  EXPECT_EQ(dotenv.values.at("B"), "2");
  EXPECT_EQ(dotenv.values.at("C"), "3");
}

TEST(Dotenv, LetsTheLastOfTwoCount) {
  EXPECT_EQ(value_of("NAME=1\nNAME=2\n"), "2");
}

TEST(Dotenv, ComplainsByLineWithoutShowingTheValue) {
  const auto dotenv = parse_dotenv(
      "GOOD=1\nhunter2\n2X=hunter2\nA=\"hunter2\nB='x' hunter2\n=hunter2\nA B=hunter2\n");
  ASSERT_EQ(dotenv.complaints.size(), 6u);
  for (std::size_t i = 0; i < dotenv.complaints.size(); ++i) {
    EXPECT_EQ(dotenv.complaints[i].find("hunter2"), std::string::npos) << dotenv.complaints[i];
    EXPECT_TRUE(dotenv.complaints[i].starts_with(".env, line " + std::to_string(i + 2)))
        << dotenv.complaints[i];
  }
  EXPECT_EQ(dotenv.values.size(), 1u);
}

}  // namespace
}  // namespace pixferry
