#include "cli/outage_notice.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

using Kind = OutageNotice::Kind;
using std::chrono::seconds;

class OutageNoticeTest : public testing::Test {
 protected:
  const RedisStatus up_{.is_up = true, .failure = std::nullopt};
  const RedisStatus away_{.is_up = false, .failure = Error{ErrorCode::network, "gone"}};
  const Instant start_{};
  OutageNotice notice_;
};

TEST_F(OutageNoticeTest, SaysNothingOfAServerThatIsThereOrHasNotAnsweredYet) {
  EXPECT_EQ(notice_.look({.is_up = false, .failure = std::nullopt}, start_), Kind::none);
  EXPECT_EQ(notice_.look(up_, start_), Kind::none);
}

TEST_F(OutageNoticeTest, TellsOfAnOutageOnceInThirtySeconds) {
  EXPECT_EQ(notice_.look(away_, start_), Kind::away);
  EXPECT_EQ(notice_.look(away_, start_ + seconds{1}), Kind::none);
  EXPECT_EQ(notice_.look(away_, start_ + seconds{29}), Kind::none);
  EXPECT_EQ(notice_.look(away_, start_ + seconds{30}), Kind::away);
  EXPECT_EQ(notice_.look(away_, start_ + seconds{31}), Kind::none);
}

TEST_F(OutageNoticeTest, TellsOnceThatTheServerIsBack) {
  notice_.look(away_, start_);
  EXPECT_EQ(notice_.look(up_, start_ + seconds{1}), Kind::back);
  EXPECT_EQ(notice_.look(up_, start_ + seconds{2}), Kind::none);
  EXPECT_EQ(notice_.look(away_, start_ + seconds{3}), Kind::away);
}

}  // namespace
}  // namespace pixferry
