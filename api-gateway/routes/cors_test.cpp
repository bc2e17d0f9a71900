#include "api-gateway/routes/cors.hpp"

#include <gtest/gtest.h>

namespace pixferry::routes {
namespace {

constexpr auto* kOurs = "https://photos.example";

http::Response ask(const std::string& method, const http::Headers& headers) {
  const Cors cors{{kOurs}};
  http::Request request;
  request.method = method;
  request.headers = headers;
  return cors.around(request, [](http::Request&) { return http::Response{200, {}, "next"}; });
}

TEST(Cors, LetsAListedOriginReadTheAnswer) {
  const auto response = ask("GET", {{"Origin", kOurs}});
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Origin"), kOurs);
  EXPECT_EQ(response.headers.find("Vary"), "Origin");
  EXPECT_FALSE(response.headers.contains("Access-Control-Allow-Credentials"));
}

TEST(Cors, TellsNoOtherOriginAnything) {
  for (const auto* origin :
       {"https://evil.example", "http://photos.example", "null", "https://photos.example.evil.com",
        "https://photos.example:444", "HTTPS://PHOTOS.EXAMPLE", ""}) {
    const auto response = ask("GET", {{"Origin", origin}});
    EXPECT_FALSE(response.headers.contains("Access-Control-Allow-Origin")) << origin;
    EXPECT_EQ(response.headers.find("Vary"), "Origin");
  }
}

TEST(Cors, AnswersThePreflightItself) {
  const auto response =
      ask("OPTIONS", {{"Origin", kOurs}, {"Access-Control-Request-Method", "POST"}});
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Origin"), kOurs);
  EXPECT_TRUE(response.headers.contains("Access-Control-Allow-Headers"));
  EXPECT_EQ(ask("OPTIONS", {{"Origin", "https://evil"}, {"Access-Control-Request-Method", "POST"}})
                .status,
            403);
}

TEST(Cors, RefusesWritingFromAnotherSite) {
  EXPECT_EQ(ask("POST", {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
  EXPECT_EQ(ask("POST", {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil"}}).status,
            403);
  EXPECT_EQ(ask("POST", {{"Sec-Fetch-Site", "cross-site"}, {"Origin", kOurs}}).status, 200);
  EXPECT_EQ(ask("POST", {{"Sec-Fetch-Site", "same-origin"}}).status, 200);
  EXPECT_EQ(ask("POST", {}).status, 200);
  EXPECT_EQ(ask("GET", {{"Sec-Fetch-Site", "cross-site"}}).status, 200);
}

}  // namespace
}  // namespace pixferry::routes
