#include "pipeline/platform/redis_reply.hpp"

#include <gtest/gtest.h>

#include <random>

namespace pixferry {
namespace {

RedisReply reply_of(std::string_view bytes) {
  RedisReplyReader reader;
  const auto fed = reader.feed(bytes);
  EXPECT_TRUE(fed);
  auto reply = reader.next();
  EXPECT_TRUE(reply && *reply) << bytes;
  return reply && *reply ? **std::move(reply) : RedisReply{};
}

bool is_refused(std::string_view bytes) {
  RedisReplyReader reader;
  return !reader.feed(bytes) || !reader.next();
}

TEST(RedisReply, IsReadInEveryShape) {
  EXPECT_EQ(reply_of("+PONG\r\n").text, "PONG");
  EXPECT_EQ(reply_of(":-42\r\n").integer, -42);
  EXPECT_EQ(reply_of("$-1\r\n").kind, RedisReply::Kind::nothing);
  EXPECT_EQ(reply_of("*-1\r\n").kind, RedisReply::Kind::nothing);
  EXPECT_EQ(reply_of("$0\r\n\r\n").kind, RedisReply::Kind::text);
  EXPECT_EQ(reply_of("*0\r\n").kind, RedisReply::Kind::list);
  const std::string binary{"$3\r\n\0\r\n\r\n", 9};
  EXPECT_EQ(reply_of(binary).text, (std::string{"\0\r\n", 3}));
  const auto refusal = reply_of("-NOAUTH Authentication required.\r\n");
  EXPECT_TRUE(refusal.is_refusal());
  EXPECT_EQ(refusal.refusal(), "NOAUTH");
}

TEST(RedisReply, IsReadWithListsInLists) {
  const auto reply = reply_of("*2\r\n*2\r\n:1\r\n$1\r\na\r\n*1\r\n$-1\r\n");
  ASSERT_EQ(reply.list.size(), 2U);
  EXPECT_EQ(reply.list[0].list[0].integer, 1);
  EXPECT_EQ(reply.list[0].list[1].text, "a");
  EXPECT_EQ(reply.list[1].list[0].kind, RedisReply::Kind::nothing);
}

TEST(RedisReply, IsReadByteByByteAndOneAfterTheOther) {
  RedisReplyReader reader;
  int replies = 0;
  for (const char byte : std::string_view{"*2\r\n$2\r\nab\r\n:7\r\n+OK\r\n"}) {
    ASSERT_TRUE(reader.feed({&byte, 1}));
    const auto reply = reader.next();
    ASSERT_TRUE(reply);
    if (*reply) ++replies;
  }
  EXPECT_EQ(replies, 2);
}

TEST(RedisReply, IsRefusedWhereItIsNoneOfOurs) {
  EXPECT_TRUE(is_refused("HTTP/1.1 400 Bad Request\r\n\r\n"));
  EXPECT_TRUE(is_refused("\x15\x03\x03"));
  EXPECT_TRUE(is_refused("*20000\r\n"));
  EXPECT_TRUE(is_refused("*9223372036854775807\r\n"));
  EXPECT_TRUE(is_refused("*-7\r\n"));
  EXPECT_TRUE(is_refused("$-7\r\n"));
  EXPECT_TRUE(is_refused(":99999999999999999999\r\n"));
  EXPECT_TRUE(is_refused("$2000000\r\n" + std::string(RedisReplyReader::kReplyBytesMax, 'x')));
  EXPECT_TRUE(is_refused("*6000\r\n*6000\r\n"));
  std::string nested;
  for (int depth = 0; depth < 20; ++depth) nested += "*1\r\n";
  EXPECT_TRUE(is_refused(nested));
}

TEST(RedisReply, StaysWhatItIsWhateverTheServerSends) {
  std::mt19937 random{42};
  constexpr std::string_view kAlphabet = "+-:$*0123456789\r\n\r\n\r\nab";
  for (int round = 0; round < 20'000; ++round) {
    RedisReplyReader reader;
    std::string bytes;
    for (int i = 0; i < 40; ++i) bytes += kAlphabet[random() % kAlphabet.size()];
    if (!reader.feed(bytes)) continue;
    while (true) {
      const auto reply = reader.next();
      if (!reply || !*reply) break;
    }
  }
}

}  // namespace
}  // namespace pixferry
