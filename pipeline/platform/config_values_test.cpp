#include "pipeline/platform/config_values.hpp"

#include <gtest/gtest.h>

#include "pipeline/platform/config.hpp"

namespace pixferry {
namespace {

using std::chrono::milliseconds;

TEST(ConfigValues, ReadDurations) {
  EXPECT_EQ(parse_duration("250ms"), milliseconds{250});
  EXPECT_EQ(parse_duration("25s"), milliseconds{25'000});
  EXPECT_EQ(parse_duration("10m"), milliseconds{600'000});
  EXPECT_EQ(parse_duration("1h"), milliseconds{3'600'000});
  EXPECT_EQ(parse_duration("0s"), milliseconds{0});
}

TEST(ConfigValues, RefuseWhatIsNoDuration) {
  for (const auto* text : {"", "25", "s", "-1s", "+1s", "1.5s", " 1s", "1s ", "1 s", "1d", "1S",
                           "9223372036854775807h", "99999999999999999999ms", "1s2s"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(ConfigValues, ReadSizes) {
  EXPECT_EQ(parse_bytes("1048576"), 1048576);
  EXPECT_EQ(parse_bytes("100 MiB"), 100LL << 20);
  EXPECT_EQ(parse_bytes("8MB"), 8'000'000);
  EXPECT_EQ(parse_bytes("2 gib"), 2LL << 30);
  EXPECT_EQ(parse_bytes("7 B"), 7);
}

TEST(ConfigValues, RefuseWhatIsNoSize) {
  for (const auto* text : {"", "MiB", "-1", "1.5 GiB", "1 MiBs", "9223372036854775808",
                           "9223372036854775807 KiB", "8388608 TiB", "0x10"}) {
    EXPECT_FALSE(parse_bytes(text)) << text;
  }
}

TEST(ConfigValues, HoldIntegersToTheirBounds) {
  EXPECT_EQ(parse_integer("256", 1, 256), 256);
  EXPECT_FALSE(parse_integer("257", 1, 256));
  EXPECT_FALSE(parse_integer("0", 1, 256));
  EXPECT_FALSE(parse_integer("12x", 0, 100));
  EXPECT_FALSE(parse_integer("-0", 0, 100));
}

TEST(ConfigValues, SplitListsAtCommasAndLines) {
  EXPECT_EQ(parse_list(" a, b\r\nc,,"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(parse_list(" , ").empty());
}

TEST(ConfigValues, ReadWebAddresses) {
  EXPECT_EQ(parse_base_url("https://photos.example.com/")->text, "https://photos.example.com");
  EXPECT_EQ(parse_base_url("http://[::1]:9000/base/")->host, "::1");
  EXPECT_EQ(parse_base_url("http://[::1]:9000/base/")->path, "/base");
  EXPECT_EQ(parse_base_url("HTTPS://Example.com")->host, "example.com");
}

TEST(ConfigValues, RefuseAddressesThatHideSomething) {
  for (const auto* text :
       {"", "example.com", "ftp://example.com", "https://", "https:///path", "//example.com",
        "https://user:secret@example.com", "https://example.com/?key=1", "https://example.com/#x",
        "https://exa mple.com", "https://example.com:99999", "javascript:alert(1)",
        "http://127.0.0.1.example.com", "http://127.0.0.1.example.com:80/x",
        "http://%6cocalhost"}) {
    EXPECT_FALSE(parse_base_url(text)) << text;
  }
}

TEST(ConfigValues, KnowLoopbackFromTheRest) {
  for (const auto* host : {"localhost", "127.0.0.1", "127.9.9.9", "::1"}) {
    EXPECT_TRUE(is_loopback(host)) << host;
  }
  for (const auto* host :
       {"0.0.0.0", "::", "128.0.0.1", "localhost.example.com", "127.0.0.1.example.com", ""}) {
    EXPECT_FALSE(is_loopback(host)) << host;
  }
}

TEST(ConfigValues, NameAServerByAnAddressOneCanOpen) {
  EXPECT_EQ(url_of("127.0.0.1", 8000), "http://127.0.0.1:8000");
  EXPECT_EQ(url_of("0.0.0.0", 80), "http://localhost:80");
  EXPECT_EQ(url_of("::1", 8000), "http://[::1]:8000");
}

}  // namespace
}  // namespace pixferry
