#include "tests/ssrf/canary.hpp"

#include <gtest/gtest.h>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// Asks the canary the way that is forbidden elsewhere: as an address that the operator trusts.
void connect_to(const std::string& origin) {
  const SystemClock clock;
  HttpClient client{{.trusted_origins = {origin}}, clock, Limits{}};
  const auto answer = client.send({}, {.url = origin + "/", .timeout = 100ms});
  ASSERT_FALSE(answer) << "the canary answers nothing";
  EXPECT_EQ(answer.error().code, ErrorCode::timeout) << answer.error().message;
}

TEST(Canary, SeesWhoeverConnectsByWhicheverNameOfThisMachine) {
  Canary canary;
  EXPECT_EQ(canary.connections(), 0);
  int expected = 0;
  for (const auto* host : {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1",
                           "0.0.0.0", "[::ffff:127.0.0.1]", "x.localhost"}) {
    connect_to("http://" + std::string{host} + ":" + canary.port());
    EXPECT_EQ(canary.connections(), ++expected) << host;
  }
}

TEST(Canary, SeesConnectionsOverIpv6) {
  Canary canary;
  if (!canary.has_ipv6()) GTEST_SKIP() << "there is no IPv6 here";
  connect_to("http://[::1]:" + canary.port());
  EXPECT_EQ(canary.connections(), 1);
}

}  // namespace
}  // namespace pixferry
