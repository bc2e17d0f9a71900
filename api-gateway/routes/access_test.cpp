#include "api-gateway/routes/access.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class AccessRules : public GatewayFixture {
 protected:
  int status_with(const std::string& authorization) {
    return get("/images", {{"Authorization", authorization}}).status;
  }
};

TEST_F(AccessRules, AskForOneOfTheConfiguredKeys) {
  config_.api_keys = {Secret{"first"}, Secret{"second"}};
  EXPECT_EQ(status_with("Bearer first"), 200);
  EXPECT_EQ(status_with("bearer second"), 200);
  for (const std::string wrong : {"", "Bearer", "Bearer ", "Bearer firs", "Bearer first ",
                                  "Bearer firstsecond", "Basic first", "first", "Bearer third"}) {
    EXPECT_EQ(status_with(wrong), 401) << wrong;
  }
  const auto response = get("/images");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.headers.find("WWW-Authenticate"), "Bearer");
}

TEST_F(AccessRules, AnswerWithoutKeysOnlyUnderThisMachinesNames) {
  for (const std::string host : {"127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000"}) {
    EXPECT_EQ(get("/images", {{"Host", host}}).status, 200) << host;
  }
  for (const std::string host : {"evil.com", "127.0.0.1.evil.com", "localhost.evil.com:8000"}) {
    EXPECT_EQ(get("/images", {{"Host", host}}).status, 421) << host;
  }
  config_.public_url = "https://photos.example:8443";
  EXPECT_EQ(get("/images", {{"Host", "photos.example"}}).status, 200);
  config_.allow_anonymous = true;
  EXPECT_EQ(get("/images", {{"Host", "evil.com"}}).status, 200);
}

TEST(Exposure, NeedsAKeyBeyondThisMachine) {
  Config config;
  for (const auto* host : {"127.0.0.1", "127.8.9.1", "localhost", "::1"}) {
    config.host = host;
    EXPECT_TRUE(routes::check_exposure(config)) << host;
  }
  for (const auto* host :
       {"0.0.0.0", "::", "192.168.1.2", "example.com", "127.0.0.1.evil.com", ""}) {
    config.host = host;
    EXPECT_FALSE(routes::check_exposure(config)) << host;
  }
  const auto refused = routes::check_exposure(config);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_configuration);
  EXPECT_NE(refused.error().message.find("ALLOW_ANONYMOUS"), std::string::npos);
  config.api_keys = {Secret{"k"}};
  EXPECT_TRUE(routes::check_exposure(config));
  config.api_keys.clear();
  config.allow_anonymous = true;
  EXPECT_TRUE(routes::check_exposure(config));
}

}  // namespace
}  // namespace pixferry
