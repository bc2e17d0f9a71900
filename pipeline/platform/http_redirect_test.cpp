#include "pipeline/platform/http_client.hpp"
#include "testing/loopback_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string redirect_to(const std::string& location, int status = 302) {
  return loopback_answer(status, "moved", {{"Location", location}});
}

/// Follows redirects from one server; the other one is there to be reached or not.
class HttpRedirect : public ::testing::Test {
 protected:
  Result<HttpAnswer> get_through(const std::string& location, const HttpPolicy& more = {}) {
    const LoopbackServer server{always(redirect_to(location))};
    HttpPolicy policy = more;
    policy.trusted_origins.push_back(server.origin());
    HttpClient client{policy, clock_, Limits{}};
    return client.send({}, {.url = server.origin() + "/start?key=secret", .allow_redirects = true});
  }

  SystemClock clock_;
  LoopbackServer other_{always(loopback_answer(200, "arrived"))};
};

TEST_F(HttpRedirect, IsFollowedWithinTheOriginWithEverythingThatWasSent) {
  const LoopbackServer server{LoopbackServer::answering([](const LoopbackRequest& request) {
    return request.target == "/b?key=k" ? loopback_answer(200, "here") : redirect_to("b?key=k");
  })};
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, Limits{}};
  const auto answer = client.send({}, {.url = server.origin() + "/a",
                                       .headers = {{"Authorization", "Bearer x"}},
                                       .allow_redirects = true});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "here");
  EXPECT_EQ(server.requests().at(1).headers.at("authorization"), "Bearer x");
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(HttpRedirect, ToAnotherOriginCarriesNoCredentials) {
  const LoopbackServer server{always(redirect_to(other_.origin() + "/x?key=secret&alt=media"))};
  HttpClient client{{.trusted_origins = {server.origin(), other_.origin()}}, clock_, Limits{}};
  const auto answer = client.send({}, {.url = server.origin() + "/?key=secret",
                                       .headers = {{"Authorization", "Bearer x"},
                                                   {"X-Goog-Api-Key", "secret"},
                                                   {"Cookie", "a=b"},
                                                   {"accept", "image/*"},
                                                   {"Range", "bytes=0-9"},
                                                   {"User-Agent", "me"}},
                                       .allow_redirects = true});
  ASSERT_TRUE(answer) << answer.error().message;
  const LoopbackRequest seen = other_.requests().at(0);
  EXPECT_EQ(seen.target, "/x?alt=media");
  EXPECT_EQ(seen.headers.count("authorization"), 0u);
  EXPECT_EQ(seen.headers.count("x-goog-api-key"), 0u);
  EXPECT_EQ(seen.headers.count("cookie"), 0u);
  EXPECT_EQ(seen.headers.at("accept"), "image/*");
  EXPECT_EQ(seen.headers.at("range"), "bytes=0-9");
  EXPECT_EQ(seen.headers.at("user-agent"), "me");
}

TEST_F(HttpRedirect, BackToTheFirstOriginDoesNotBringCredentialsBack) {
  std::string there;
  const LoopbackServer server{LoopbackServer::answering([&](const LoopbackRequest& request) {
    return request.target == "/end" ? loopback_answer(200) : redirect_to(there);
  })};
  const LoopbackServer middle{always(redirect_to(server.origin() + "/end"))};
  there = middle.origin();
  HttpClient client{{.trusted_origins = {server.origin(), there}}, clock_, Limits{}};
  ASSERT_TRUE(client.send({}, {.url = server.origin() + "/start",
                               .headers = {{"Authorization", "Bearer x"}},
                               .allow_redirects = true}));
  EXPECT_EQ(server.requests().at(0).headers.count("authorization"), 1u);
  EXPECT_EQ(server.requests().at(1).headers.count("authorization"), 0u);
}

TEST_F(HttpRedirect, ToAForbiddenPlaceReachesNobody) {
  const std::string port = std::to_string(other_.port());
  const HttpPolicy policy{.redirect_suffixes = {"googleapis.com"}};
  for (const std::string& location :
       {"http://127.0.0.1:" + port, "https://127.0.0.1:" + port, "http://localhost:" + port,
        "https://localhost:" + port, "//127.0.0.1:" + port, "https://2130706433:" + port,
        "https://[::ffff:127.0.0.1]:" + port, std::string{"file:///etc/passwd"},
        std::string{"ftp://googleapis.com/"}, std::string{"http://www.googleapis.com/"},
        std::string{"https://evilgoogleapis.com/"}, std::string{"https://googleapis.com.example/"},
        std::string{"https://googleapis.com./"}, std::string{"https://example.com/?googleapis.com"},
        std::string{"https://a@googleapis.com"}, std::string{"https://g\xC3\xB6.googleapis.com/"},
        std::string{"data:text/plain,x"}, std::string{"https://169.254.169.254/"},
        std::string{"https://example.com\\.googleapis.com"}}) {
    const auto answer = get_through(location, policy);
    ASSERT_FALSE(answer) << location;
    EXPECT_EQ(answer.error().code, ErrorCode::source_forbidden)
        << location << ": " << answer.error().message;
    EXPECT_THAT(answer.error().message, Not(HasSubstr("secret")));
  }
  EXPECT_EQ(other_.connections(), 0);
}

TEST_F(HttpRedirect, ToAnAllowedNameOfAPrivateAddressReachesNobody) {
  const std::string port = std::to_string(other_.port());
  const HttpPolicy policy{.redirect_suffixes = {"localhost", "127.0.0.1"}};
  for (const std::string& location :
       {"https://127.0.0.1:" + port, "https://localhost:" + port, "https://x.localhost:" + port,
        "https://2130706433:" + port}) {
    const auto answer = get_through(location, policy);
    ASSERT_FALSE(answer) << location;
    EXPECT_EQ(answer.error().code, ErrorCode::network) << location;
    EXPECT_THAT(answer.error().message, HasSubstr("not a public one"));
  }
  EXPECT_EQ(other_.connections(), 0);
}

TEST_F(HttpRedirect, ToAHostThatIsLeftUnfollowedIsTheAnswer) {
  const std::string port = std::to_string(other_.port());
  const HttpPolicy policy{.unfollowed_suffixes = {"localhost"}};
  const auto answer = get_through("https://www.localhost:" + port + "/sorry/", policy);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->header("Location"), "https://www.localhost:" + port + "/sorry/");
  for (const auto& location : {"http://localhost:" + port, "https://notlocalhost:" + port}) {
    const auto refused = get_through(location, policy);
    ASSERT_FALSE(refused) << location;
    EXPECT_EQ(refused.error().code, ErrorCode::source_forbidden) << location;
  }
  EXPECT_EQ(other_.connections(), 0);
}

TEST_F(HttpRedirect, ToAHostThatMayBeGoneToIsFollowedEvenBelowADomainThatIsNot) {
  const HttpPolicy policy{.redirect_suffixes = {"files.localhost"},
                          .unfollowed_suffixes = {"localhost"}};
  const std::string port = std::to_string(other_.port());
  const auto followed = get_through("https://files.localhost:" + port + "/", policy);
  ASSERT_FALSE(followed) << "it is followed as far as its address allows";
  EXPECT_THAT(followed.error().message, HasSubstr("not a public one"));
  EXPECT_TRUE(get_through("https://www.localhost:" + port + "/", policy));
}

TEST_F(HttpRedirect, EndsAfterItsBound) {
  const LoopbackServer server{always(redirect_to("/again"))};
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, Limits{.redirects_max = 3}};
  const auto answer = client.send({}, {.url = server.origin(), .allow_redirects = true});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::network);
  EXPECT_THAT(answer.error().message, HasSubstr("more than 3 times"));
  EXPECT_EQ(server.requests().size(), 4u);
}

TEST_F(HttpRedirect, IsAnAnswerUnlessFollowingWasAskedFor) {
  const LoopbackServer server{always(redirect_to(other_.origin()))};
  HttpClient client{{.trusted_origins = {server.origin(), other_.origin()}}, clock_, Limits{}};
  const auto answer = client.send({}, {.url = server.origin()});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->header("location"), other_.origin());
  const auto posted = client.send(
      {}, {.method = "POST", .url = server.origin(), .body = "x", .allow_redirects = true});
  ASSERT_TRUE(posted);
  EXPECT_EQ(posted->status, 302);
  EXPECT_EQ(other_.connections(), 0);
}

TEST_F(HttpRedirect, WithoutATargetIsAnAnswer) {
  const LoopbackServer server{always(loopback_answer(302, "nowhere"))};
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, Limits{}};
  const auto answer = client.send({}, {.url = server.origin(), .allow_redirects = true});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "nowhere");
}

TEST_F(HttpRedirect, GivesTheSinkTheLastBodyAlone) {
  const LoopbackServer server{always(redirect_to(other_.origin()))};
  HttpClient client{{.trusted_origins = {server.origin(), other_.origin()}}, clock_, Limits{}};
  std::string received;
  const auto answer =
      client.send({}, {.url = server.origin(),
                       .sink = [&](std::span<const std::byte> bytes) -> Result<> {
                         received.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                         return {};
                       },
                       .allow_redirects = true});
  ASSERT_TRUE(answer);
  EXPECT_EQ(received, "arrived");
  EXPECT_EQ(answer->host, "127.0.0.1");
  EXPECT_EQ(answer->body, "");
}

}  // namespace
}  // namespace pixferry
