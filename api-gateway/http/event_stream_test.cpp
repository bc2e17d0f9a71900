#include "api-gateway/http/event_stream.hpp"

#include <gtest/gtest.h>

namespace pixferry::http {
namespace {

EventStream::Text text(std::string bytes) {
  return std::make_shared<const std::string>(std::move(bytes));
}

TEST(EventStream, GivesWhatWasSentInItsOrder) {
  EventStream stream;
  stream.send(text("a"));
  stream.send(text("b"));
  EXPECT_EQ(stream.take().text, "ab");
  EXPECT_EQ(stream.take().text, "");
}

TEST(EventStream, KeepsOnlyTheLastUpdateAndPutsItBehindWhatCameBetween) {
  EventStream stream;
  stream.update(text("1"));
  stream.send(text("a"));
  stream.update(text("2"));
  stream.update(text("3"));
  EXPECT_EQ(stream.take().text, "a3");
}

TEST(EventStream, WakesOnceUntilItIsTakenFrom) {
  EventStream stream;
  int woken = 0;
  stream.send(text("a"));
  stream.open([&] { ++woken; });
  EXPECT_EQ(woken, 1) << "something waited already";
  stream.send(text("b"));
  EXPECT_EQ(woken, 1);
  stream.take();
  stream.send(text("c"));
  EXPECT_EQ(woken, 2);
}

TEST(EventStream, SaysThatNothingComesAfterTheLast) {
  EventStream stream;
  stream.send(text("a"));
  EXPECT_FALSE(stream.is_over());
  stream.finish();
  stream.send(text("b"));
  EXPECT_TRUE(stream.is_over());
  const auto batch = stream.take();
  EXPECT_EQ(batch.text, "a");
  EXPECT_TRUE(batch.is_last);
}

TEST(EventStream, HasNoRoomWhileALotWaits) {
  EventStream stream;
  for (int i = 0; i < 10'000 && stream.has_room(); ++i) stream.send(text(std::string(1000, 'x')));
  EXPECT_FALSE(stream.has_room());
  EXPECT_LT(stream.take().text.size(), 300'000u);
  EXPECT_TRUE(stream.has_room());
}

TEST(EventStream, ForgetsEverythingWhenItsConnectionHasGone) {
  EventStream stream;
  int woken = 0;
  stream.open([&] { ++woken; });
  stream.close();
  stream.send(text("a"));
  stream.update(text("b"));
  EXPECT_TRUE(stream.is_over());
  EXPECT_EQ(woken, 0);
  EXPECT_EQ(stream.take().text, "");
}

}  // namespace
}  // namespace pixferry::http
