#include "pipeline/platform/redis_url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct GoodUrl {
  std::string_view text;
  bool is_tls;
  std::string_view host;
  int port;
  std::string_view user;
  std::string_view password;
  int database;
};

TEST(RedisUrl, IsTakenApart) {
  for (const auto& good : {
           GoodUrl{"redis://localhost", false, "localhost", 6379, "", "", 0},
           GoodUrl{"REDIS://localhost/", false, "localhost", 6379, "", "", 0},
           GoodUrl{"redis://127.0.0.1:7000/3", false, "127.0.0.1", 7000, "", "", 3},
           GoodUrl{"redis://:word@h", false, "h", 6379, "", "word", 0},
           GoodUrl{"redis://default:a:b@h", false, "h", 6379, "default", "a:b", 0},
           GoodUrl{"redis://default:a@b@h", false, "h", 6379, "default", "a@b", 0},
           GoodUrl{"redis://u%40x:p%2Fw%25%3a@h", false, "h", 6379, "u@x", "p/w%:", 0},
           GoodUrl{"rediss://default:x@eu1-a.upstash.io:6379", true, "eu1-a.upstash.io", 6379,
                   "default", "x", 0},
           GoodUrl{"redis://default:x@redis.railway.internal:6379?family=0", false,
                   "redis.railway.internal", 6379, "default", "x", 0},
           GoodUrl{"redis://[fd12::1]:6380/1", false, "fd12::1", 6380, "", "", 1},
           GoodUrl{"redis://[::1]", false, "::1", 6379, "", "", 0},
       }) {
    const auto url = parse_redis_url(good.text);
    ASSERT_TRUE(url) << good.text << ": " << url.error().message;
    EXPECT_EQ(url->is_tls, good.is_tls) << good.text;
    EXPECT_EQ(url->host, good.host) << good.text;
    EXPECT_EQ(url->port, good.port) << good.text;
    EXPECT_EQ(url->user, good.user) << good.text;
    EXPECT_EQ(url->password.reveal(), good.password) << good.text;
    EXPECT_EQ(url->database, good.database) << good.text;
  }
}

TEST(RedisUrl, IsRefusedInASentenceThatNamesTheVariableAndNotThePassword) {
  for (const std::string text : {
           "",
           "localhost:6379",
           "http://h",
           "unix:///run/redis.sock",
           "redis:/h",
           "redis://",
           "redis://:6379",
           "redis://u:sesame@",
           "redis://h:",
           "redis://h:0",
           "redis://h:65536",
           "redis://h:6379x",
           "redis://h:-1",
           "redis://default:sesame/open@h:6379",
           "redis://default:sesame%zz@h",
           "redis://default:sesame%2@h",
           "redis://user@h",
           "redis://h/x",
           "redis://h/-1",
           "redis://h/1/2",
           "redis://h?ssl_cert_reqs=none",
           "redis://h#sesame",
           "redis://h h",
           "redis://[::1",
           "redis://[sesame]",
           "redis://[::1]6",
           "redis://[]",
           "redis-cli --tls -u redis://default:sesame@h:6379",
           "redis://h\n",
       }) {
    const auto url = parse_redis_url(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().code, ErrorCode::invalid_configuration) << text;
    EXPECT_THAT(url.error().message, StartsWith("REDIS_URL ")) << text;
    EXPECT_THAT(url.error().message, Not(HasSubstr("sesame"))) << text;
  }
  EXPECT_FALSE(parse_redis_url("redis://" + std::string(5000, 'h')));
}

TEST(RedisUrl, NamesItsPlaceWithoutThePassword) {
  EXPECT_EQ(parse_redis_url("redis://u:p@h:7")->place(), "h:7");
  EXPECT_EQ(parse_redis_url("redis://[::1]")->place(), "[::1]:6379");
}

}  // namespace
}  // namespace pixferry
