#include "pipeline/queue/token_stream.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

constexpr auto kJob = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6";

std::optional<TokenEntry> entry_in(std::string_view bytes) {
  RedisReplyReader reader;
  EXPECT_TRUE(reader.feed(bytes));
  const auto reply = reader.next();
  EXPECT_TRUE(reply && *reply);
  return first_token_entry(**reply);
}

std::string answer(std::string_view fields) {
  return "*1\r\n*2\r\n$1\r\ns\r\n*1\r\n*2\r\n$3\r\n1-1\r\n" + std::string{fields};
}

TEST(TokenEntry, IsReadFromWhatRedisAnswers) {
  const auto entry = entry_in(answer("*2\r\n$3\r\njob\r\n$36\r\n" + std::string{kJob} + "\r\n"));
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->id, "1-1");
  ASSERT_TRUE(entry->job);
  EXPECT_EQ(entry->job->text(), kJob);
}

TEST(TokenEntry, HasNoJobWhereItIsNotOneOfOurs) {
  for (const std::string fields :
       {"*-1\r\n", "*0\r\n", "*1\r\n$3\r\njob\r\n", "*2\r\n$3\r\njob\r\n$3\r\nnot\r\n",
        "*2\r\n$3\r\njob\r\n:7\r\n",
        "*2\r\n$1\r\nx\r\n$36\r\nf81d4fae-7dec-41d0-a765-00a0c91e6bf6\r\n"}) {
    const auto entry = entry_in(answer(fields));
    ASSERT_TRUE(entry) << fields;
    EXPECT_FALSE(entry->job) << fields;
  }
}

TEST(TokenEntry, IsNotThereInAnythingElse) {
  for (const auto* bytes :
       {"*-1\r\n", "+OK\r\n", ":1\r\n", "*0\r\n", "*1\r\n:1\r\n", "*1\r\n*2\r\n$1\r\ns\r\n*0\r\n",
        "*1\r\n*2\r\n$1\r\ns\r\n*1\r\n$-1\r\n"}) {
    EXPECT_FALSE(entry_in(bytes)) << bytes;
  }
}

}  // namespace
}  // namespace pixferry
