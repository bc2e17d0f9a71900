#include "pipeline/platform/http_client.hpp"
#include "testing/manual_clock.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// The manual clock starts at 2027-01-15T08:00:00Z, a Friday.
std::optional<std::chrono::milliseconds> retry_after(const std::string& value) {
  const ManualClock clock;
  return HttpAnswer{.headers = {{"retry-after", value}}}.retry_after(clock);
}

TEST(RetryAfter, ReadsSeconds) {
  EXPECT_EQ(retry_after("0"), 0s);
  EXPECT_EQ(retry_after("120"), 120s);
}

TEST(RetryAfter, ReadsTheThreeFormsOfAnHttpDate) {
  EXPECT_EQ(retry_after("Fri, 15 Jan 2027 08:01:30 GMT"), 90s);
  EXPECT_EQ(retry_after("Friday, 15-Jan-27 08:01:30 GMT"), 90s);
  EXPECT_EQ(retry_after("Fri Jan 15 08:01:30 2027"), 90s);
}

TEST(RetryAfter, IsNoWaitForADateThatHasPassed) {
  EXPECT_EQ(retry_after("Fri, 15 Jan 2027 07:00:00 GMT"), 0s);
  EXPECT_EQ(retry_after("Thu, 01 Jan 1970 00:00:00 GMT"), 0s);
}

TEST(RetryAfter, IsAtMostADay) {
  EXPECT_EQ(retry_after("86401"), 24h);
  EXPECT_EQ(retry_after("99999999999999999999999999"), 24h);
  EXPECT_EQ(retry_after("9223372036854775807"), 24h);
  EXPECT_EQ(retry_after("Sat, 15 Jan 2028 08:00:00 GMT"), 24h);
  EXPECT_EQ(retry_after("Sun Nov  6 08:49:37 1999999999"), 24h);
}

TEST(RetryAfter, IsNothingForAnythingElse) {
  for (const auto* value :
       {"", "soon", "-5", "+5", "1.5", "1e3", "5 s", "0x10", "Fri", "Fri, 99 Foo 2027", "\xFF",
        "2027-01-15T09:00:00Z", "15 Jan 2027 09:00:00 GMT"}) {
    EXPECT_EQ(retry_after(value), std::nullopt) << value;
  }
  const ManualClock clock;
  EXPECT_EQ(HttpAnswer{}.retry_after(clock), std::nullopt);
}

TEST(HttpAnswer, FindsHeadersWithoutRegardToCase) {
  const HttpAnswer answer{
      .headers = {{"Content-Type", "image/png"}, {"content-type", "text/html"}}};
  EXPECT_EQ(answer.header("CONTENT-TYPE"), "image/png");
  EXPECT_EQ(answer.header("Content"), "");
  EXPECT_EQ(answer.header("Content-Typf"), "");
}

}  // namespace
}  // namespace pixferry
