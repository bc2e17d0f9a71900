#include "pipeline/source/link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;

#define HOST "https://drive.google.com"
#define ID "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
#define KEY "0-AbCdEfGhIjKlMnOpQrStUv"

constexpr std::string_view kIdAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

TEST(Link, TakesIdsOfTenToTwoHundredCharacters) {
  const std::string folders = HOST "/drive/folders/";
  EXPECT_TRUE(parse_link(folders + std::string(10, 'a'), Limits{}));
  EXPECT_TRUE(parse_link(folders + std::string(200, 'a'), Limits{}));
  EXPECT_FALSE(parse_link(folders + std::string(9, 'a'), Limits{}));
  const auto too_long = parse_link(folders + std::string(201, 'a'), Limits{});
  ASSERT_FALSE(too_long);
  EXPECT_THAT(too_long.error().message, HasSubstr("too long for a Drive ID"));
}

TEST(Link, LongerThanTheLimitIsRefusedEvenIfItIsWhiteSpace) {
  Limits limits;
  limits.link_bytes_max = 100;
  const std::string link = HOST "/drive/folders/" ID;
  EXPECT_TRUE(parse_link(link + std::string(100 - link.size(), ' '), limits));
  const auto refused = parse_link(link + std::string(101 - link.size(), ' '), limits);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("longer than 100 bytes"));
}

TEST(Link, AnEmbeddedNulIsAControlCharacter) {
  std::string text = HOST "/drive/folders/" ID;
  text.push_back('\0');
  text += "x";
  const auto refused = parse_link(text, Limits{});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("control character"));
}

TEST(Link, ShowsItsShortestFormWithoutTheResourceKey) {
  const auto link = parse_link(HOST "/drive/u/3/folders/" ID "?resourcekey=" KEY, Limits{});
  ASSERT_TRUE(link);
  EXPECT_EQ(link->public_url(), HOST "/drive/folders/" ID);
  const auto open = parse_link(HOST "/open?id=" ID "&resourcekey=" KEY, Limits{});
  ASSERT_TRUE(open);
  EXPECT_EQ(open->public_url(), HOST "/open?id=" ID);
}

TEST(Link, AMessageNeverRepeatsMoreThanAHostNameOfItsInput) {
  const std::string secret = "rlkey-secret";
  for (const auto& text :
       {HOST "/drive/x/" + secret, "https://evil.tld/" + secret, HOST "/open?id=" + secret + "'x",
        "javascript:" + secret, "https://www.dropbox.com/sh/" + secret,
        "https://www.dropbox.com/t/" + secret,
        "https://www.google.com/url?q=https://evil.tld/" + secret,
        "https://www.dropbox.com/scl/fo/a/b?rlkey=" + secret + "'x"}) {
    const auto refused = parse_link(text, Limits{});
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().message.find(secret), std::string::npos) << refused.error().message;
  }
}

std::string random_text(Random& random, std::string_view alphabet, std::size_t length) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += alphabet[random.bits() % alphabet.size()];
  return text;
}

TEST(Link, EveryIdAndKeySurviveTheirWayThroughALink) {
  SeededRandom random{1};
  for (int round = 0; round < 2000; ++round) {
    const auto id = random_text(random, kIdAlphabet, 10 + random.bits() % 191);
    const auto key = random_text(random, kIdAlphabet, random.bits() % 30);
    const auto link =
        parse_link(HOST "/drive/folders/" + id + "?usp=x&resourcekey=" + key, Limits{});
    ASSERT_TRUE(link) << id << " " << link.error().message;
    EXPECT_EQ(link->id, id);
    EXPECT_EQ(link->resource_key, key);
    const auto again = parse_link(link->public_url(), Limits{});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->id, id);
  }
}

// Whatever comes in, what comes out can stand in a URL, a query's quotes and a header.
TEST(Link, NothingButPlainIdsEverComesOut) {
  const std::vector<std::string> pieces{"https://",
                                        "drive.google.com",
                                        "/",
                                        "drive",
                                        "folders",
                                        "open",
                                        "?",
                                        "id=",
                                        "&",
                                        "#",
                                        "@",
                                        ":",
                                        "%",
                                        "%2f",
                                        "%27",
                                        "'",
                                        "\\",
                                        "..",
                                        "u/0",
                                        "resourcekey=",
                                        "mobile",
                                        "1AbCdEfGhIjKl",
                                        " ",
                                        "\n",
                                        "\xff",
                                        ",",
                                        "a/b",
                                        "<",
                                        ">",
                                        "|",
                                        "](",
                                        ")",
                                        "https://www.google.com/url?q="};
  SeededRandom random{2};
  int accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string text = round % 2 == 0 ? HOST "/drive/folders/" ID : HOST "/open?";
    for (std::size_t count = random.bits() % 6; count > 0; --count) {
      text += pieces[random.bits() % pieces.size()];
    }
    const auto link = parse_link(text, Limits{});
    if (!link) continue;
    ++accepted;
    EXPECT_GE(link->id.size(), 10u) << text;
    EXPECT_EQ(link->id.find_first_not_of(kIdAlphabet), std::string::npos) << text;
    EXPECT_EQ(link->resource_key.find_first_not_of(kIdAlphabet), std::string::npos) << text;
  }
  EXPECT_GT(accepted, 1000);
}

// A parser that is not linear does not come back from these.
TEST(Link, AMegabyteIsReadInOnePass) {
  Limits limits;
  limits.link_bytes_max = 4u << 20;
  const std::string host = HOST;
  for (const auto* piece : {"/a",
                            "%2f",
                            "&a=b",
                            "&id=1",
                            "a",
                            "?",
                            "#",
                            ":",
                            "@",
                            ".",
                            " ",
                            "(",
                            ")",
                            "](",
                            "<",
                            "”",
                            "https://",
                            " https://a",
                            "https://www.google.com/url?q=",
                            "&amp;",
                            " drive.google.com/"}) {
    std::string text;
    while (text.size() < (1u << 20)) text += piece;
    for (const auto& start : {std::string{"a"}, host + "/open?id=x&"}) {
      EXPECT_FALSE(parse_link(start + text, limits)) << start << piece;
    }
  }
  EXPECT_FALSE(parse_link(std::string(1u << 20, 'a'), Limits{}));
}

#undef HOST
#undef ID
#undef KEY

}  // namespace
}  // namespace pixferry
