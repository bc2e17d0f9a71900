#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/platform/config.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;

Result<LoadedConfig> load(std::map<std::string, std::string, std::less<>> environment) {
  return read_config({.flags = {}, .environment = std::move(environment), .dotenv_path = ""});
}

TEST(GatewayVariables, SayHowMuchOneClientMayAskFor) {
  const auto unset = load({});
  ASSERT_TRUE(unset);
  EXPECT_EQ(unset->config.writes_per_minute, Config{}.writes_per_minute);
  EXPECT_EQ(unset->config.failed_keys_per_minute, Config{}.failed_keys_per_minute);
  const auto set = load({{"WRITES_PER_MINUTE", "0"}, {"FAILED_KEYS_PER_MINUTE", "5"}});
  ASSERT_TRUE(set);
  EXPECT_EQ(set->config.writes_per_minute, 0);
  EXPECT_EQ(set->config.failed_keys_per_minute, 5);
  const auto wrong = load({{"WRITES_PER_MINUTE", "-1"}, {"FAILED_KEYS_PER_MINUTE", "many"}});
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("WRITES_PER_MINUTE"));
  EXPECT_THAT(wrong.error().message, HasSubstr("FAILED_KEYS_PER_MINUTE"));
}

TEST(GatewayVariables, NameTheProxiesInFront) {
  const auto set = load({{"TRUSTED_PROXIES", "10.0.0.0/8, ::1"}});
  ASSERT_TRUE(set) << set.error().message;
  ASSERT_EQ(set->config.trusted_proxies.size(), 2u);
  EXPECT_TRUE(set->config.trusted_proxies[0].contains("10.1.2.3"));
  for (const auto* wrong : {"proxy.example.com", "10.0.0.1/8", "*", "10.0.0.0/8; ::1"}) {
    EXPECT_FALSE(load({{"TRUSTED_PROXIES", wrong}})) << wrong;
  }
}

}  // namespace
}  // namespace pixferry
