#include "api-gateway/routes/request_limits.hpp"

#include <gtest/gtest.h>

#include "testing/manual_clock.hpp"

namespace pixferry::routes {
namespace {

using namespace std::chrono_literals;

constexpr auto* kKey = "the-right-key-of-one";
constexpr auto* kOtherKey = "the-right-key-of-two";

class RequestLimitsTest : public testing::Test {
 protected:
  RequestLimitsTest() {
    config_.api_keys = {Secret{kKey}, Secret{kOtherKey}};
    config_.writes_per_minute = 6;
    config_.failed_keys_per_minute = 3;
    config_.trusted_proxies = {*AddressRange::parse("10.0.0.1")};
  }

  struct Asked {
    std::string method = "POST";
    std::string key = kKey;
    std::string peer = "203.0.113.9";
    std::string forwarded_for = {};
  };

  http::Response ask(const Asked& asked) {
    if (!limits_) limits_.emplace(config_, clock_);
    http::Request request;
    request.method = asked.method;
    request.peer_address = asked.peer;
    if (!asked.key.empty()) request.headers.set("Authorization", "Bearer " + asked.key);
    if (!asked.forwarded_for.empty()) {
      request.headers.set("X-Forwarded-For", asked.forwarded_for);
    }
    return limits_->around(request, [&](http::Request& inner) {
      const auto key = bearer_token(inner.headers);
      const bool is_known = config_.api_keys.empty() || key == kKey || key == kOtherKey;
      return http::Response{is_known ? 202 : 401, {}, {}};
    });
  }
  /// How many of so many get through.
  int passed(int times, const Asked& asked) {
    int count = 0;
    for (int i = 0; i < times; ++i) count += ask(asked).status == 202 ? 1 : 0;
    return count;
  }

  Config config_;
  ManualClock clock_;
  std::optional<RequestLimits> limits_;
};

TEST_F(RequestLimitsTest, LetEachKeyWriteSoOften) {
  EXPECT_EQ(passed(9, {}), 6);
  EXPECT_EQ(passed(9, {.method = "DELETE"}), 0);
  EXPECT_EQ(passed(9, {.peer = "198.51.100.1"}), 0) << "the key counts, wherever it is used";
  EXPECT_EQ(passed(9, {.key = kOtherKey}), 6);
  clock_.advance(10s);
  EXPECT_EQ(passed(9, {}), 1);
}

TEST_F(RequestLimitsTest, DoNotCountReading) {
  for (const auto* method : {"GET", "HEAD", "OPTIONS"}) {
    EXPECT_EQ(passed(50, {.method = method}), 50) << method;
    EXPECT_FALSE(ask({.method = method}).headers.contains("RateLimit"));
  }
}

TEST_F(RequestLimitsTest, SayHowMuchIsLeftAndWhenThereIsMore) {
  const auto first = ask({});
  EXPECT_EQ(first.headers.find("RateLimit-Policy"), "\"writes\";q=6;w=60");
  EXPECT_EQ(first.headers.find("RateLimit"), "\"writes\";r=5;t=10");
  EXPECT_FALSE(first.headers.contains("Retry-After"));
  passed(5, {});
  const auto refused = ask({});
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.headers.find("Retry-After"), "10");
  EXPECT_EQ(refused.headers.find("RateLimit"), "\"writes\";r=0;t=60");
  EXPECT_EQ(refused.headers.find("Content-Type"), "application/problem+json");
}

TEST_F(RequestLimitsTest, CountTheAddressWhereThereAreNoKeys) {
  config_.api_keys.clear();
  EXPECT_EQ(passed(9, {.key = ""}), 6);
  EXPECT_EQ(passed(9, {.key = "made-up"}), 0) << "a made-up key is nobody new";
  EXPECT_EQ(passed(9, {.key = "", .peer = "198.51.100.1"}), 6);
  EXPECT_EQ(passed(9, {.key = "", .peer = "2001:db8::1"}), 6);
  EXPECT_EQ(passed(9, {.key = "", .peer = "2001:db8::2"}), 0) << "the same network";
}

TEST_F(RequestLimitsTest, RefuseWhoeverTriesTooManyKeysWhateverComesNext) {
  for (const auto* wrong : {"wrong-one", "wrong-two", "wrong-three"}) {
    EXPECT_EQ(ask({.method = "GET", .key = wrong}).status, 401);
  }
  const auto refused = ask({.method = "GET", .key = kKey});
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.headers.find("Retry-After"), "20");
  EXPECT_EQ(refused.headers.find("RateLimit-Policy"), "\"failed-keys\";q=3;w=60");
  EXPECT_EQ(ask({.method = "GET", .peer = "198.51.100.1"}).status, 202) << "others go on";
  clock_.advance(20s);
  EXPECT_EQ(ask({.method = "GET", .key = kKey}).status, 202);
}

TEST_F(RequestLimitsTest, CountNoKeyAsNoGuess) {
  EXPECT_EQ(passed(50, {.method = "GET", .key = ""}), 0);
  EXPECT_EQ(ask({.method = "GET"}).status, 202);
}

TEST_F(RequestLimitsTest, SeeThroughATrustedProxyAndNoOther) {
  passed(9, {.key = "wrong", .peer = "10.0.0.1", .forwarded_for = "198.51.100.1"});
  EXPECT_EQ(ask({.peer = "10.0.0.1", .forwarded_for = "198.51.100.1"}).status, 429);
  EXPECT_EQ(ask({.peer = "10.0.0.1", .forwarded_for = "198.51.100.2"}).status, 202);
  passed(9, {.key = "wrong", .peer = "10.0.0.2", .forwarded_for = "198.51.100.3"});
  EXPECT_EQ(ask({.peer = "10.0.0.2", .forwarded_for = "198.51.100.4"}).status, 429);
}

TEST_F(RequestLimitsTest, AreOffAtZero) {
  config_.writes_per_minute = 0;
  config_.failed_keys_per_minute = 0;
  EXPECT_EQ(passed(50, {.key = "wrong"}), 0);
  EXPECT_EQ(passed(50, {}), 50);
  EXPECT_FALSE(ask({}).headers.contains("RateLimit"));
}

}  // namespace
}  // namespace pixferry::routes
