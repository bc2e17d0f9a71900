#include "pipeline/source/dropbox/dropbox_credentials.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <semaphore>
#include <stop_token>
#include <thread>
#include <vector>

#include "pipeline/platform/base64.hpp"
#include "testing/loopback_server.hpp"
#include "testing/manual_clock.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

std::string access_answer(const std::string& token, int seconds) {
  return loopback_answer(200, R"({"token_type": "bearer", "access_token": ")" + token +
                                  R"(", "expires_in": )" + std::to_string(seconds) + "}");
}

/// Credentials whose renewals a script answers.
class DropboxCredentialsTest : public testing::Test {
 protected:
  void start(LoopbackServer::Respond respond, DropboxConfig config) {
    server_.emplace(LoopbackServer::answering(std::move(respond)));
    http_.emplace(HttpPolicy{.trusted_origins = {server_->origin()}}, system_clock_, limits_);
    config.api_url = server_->origin() + "/";
    credentials_.emplace(*http_, std::move(config), clock_, limits_);
  }

  /// Each renewal gives the next of the tokens "sl.1", "sl.2", …
  void start_renewing(int valid_seconds = 14'400) {
    start(
        [this, valid_seconds](const LoopbackRequest&) {
          return access_answer("sl." + std::to_string(++given_), valid_seconds);
        },
        renewing());
  }

  static DropboxConfig renewing() {
    return {.refresh_token = Secret{"re&fresh"},
            .app_key = Secret{"key"},
            .app_secret = Secret{"secret"}};
  }

  std::string header_of(const Result<DropboxCredentials::Authorization>& authorization) {
    EXPECT_TRUE(authorization) << authorization.error().message;
    return authorization ? authorization->header : "";
  }

  DropboxCredentials& credentials() { return *credentials_; }
  std::size_t renewals() const { return server_->requests().size(); }

  SystemClock system_clock_;
  ManualClock clock_;
  Limits limits_;
  Context context_;
  std::atomic<int> given_ = 0;
  std::optional<LoopbackServer> server_;
  std::optional<HttpClient> http_;
  std::optional<DropboxCredentials> credentials_;
};

TEST_F(DropboxCredentialsTest, AnAccessTokenIsUsedAsItIs) {
  start_renewing();
  DropboxCredentials plain{*http_, {.access_token = Secret{"sl.A"}}, clock_, limits_};
  EXPECT_EQ(header_of(plain.authorize(context_)), "Bearer sl.A");
  const auto renewed = plain.renewed(context_, *plain.authorize(context_));
  ASSERT_FALSE(renewed);
  EXPECT_EQ(renewed.error().code, ErrorCode::token_expired);
  EXPECT_THAT(renewed.error().message, Not(HasSubstr("sl.A")));
  EXPECT_EQ(renewals(), 0u);
}

TEST_F(DropboxCredentialsTest, WithoutAnythingNothingIsAsked) {
  start_renewing();
  for (const auto& config : {DropboxConfig{}, DropboxConfig{.app_key = Secret{"key"}},
                             DropboxConfig{.refresh_token = Secret{"refresh"}}}) {
    DropboxCredentials none{*http_, config, clock_, limits_};
    const auto authorization = none.authorize(context_);
    ASSERT_FALSE(authorization);
    EXPECT_EQ(authorization.error().code, ErrorCode::credentials_missing);
    EXPECT_THAT(authorization.error().message, HasSubstr("DROPBOX_ACCESS_TOKEN"));
  }
}

TEST_F(DropboxCredentialsTest, AnAppWithoutAUserGoesByItsKeyAndSecret) {
  start_renewing();
  DropboxCredentials app{
      *http_, {.app_key = Secret{"key"}, .app_secret = Secret{"secret"}}, clock_, limits_};
  const auto authorization = app.authorize(context_);
  EXPECT_EQ(header_of(authorization), "Basic " + base64("key:secret"));
  EXPECT_TRUE(authorization->is_app_alone);
}

TEST_F(DropboxCredentialsTest, ARefreshTokenIsWorthMoreThanAnAccessToken) {
  start_renewing();
  auto config = renewing();
  config.api_url = server_->origin();
  config.access_token = Secret{"sl.old"};
  DropboxCredentials both{*http_, config, clock_, limits_};
  EXPECT_EQ(header_of(both.authorize(context_)), "Bearer sl.1");
}

TEST_F(DropboxCredentialsTest, ARenewalIsAskedForAsOAuthSays) {
  start_renewing();
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.1");
  const auto request = server_->requests().at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/oauth2/token");
  EXPECT_EQ(request.headers.at("content-type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(request.headers.at("authorization"), "Basic " + base64("key:secret"));
  EXPECT_EQ(request.body, "grant_type=refresh_token&refresh_token=re%26fresh");
}

TEST_F(DropboxCredentialsTest, WithoutASecretTheAppsKeyStandsInTheForm) {
  start([](const auto&) { return access_answer("sl.1", 60); },
        {.refresh_token = Secret{"refresh"}, .app_key = Secret{"k+y"}});
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.1");
  const auto request = server_->requests().at(0);
  EXPECT_EQ(request.body, "grant_type=refresh_token&refresh_token=refresh&client_id=k%2By");
  EXPECT_FALSE(request.headers.contains("authorization"));
}

TEST_F(DropboxCredentialsTest, ATokenIsRenewedBeforeItsEndAndNotEarlier) {
  start_renewing(14'400);
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.1");
  clock_.advance(14'400s - 5min - 1s);
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.1");
  clock_.advance(1s);
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.2");
  EXPECT_EQ(renewals(), 2u);
}

TEST_F(DropboxCredentialsTest, AShortLivedTokenIsUsedForHalfOfItsLife) {
  start_renewing(10);
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.1");
  clock_.advance(4s);
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.1");
  clock_.advance(1s);
  EXPECT_EQ(header_of(credentials().authorize(context_)), "Bearer sl.2");
}

TEST_F(DropboxCredentialsTest, AnExpiredTokenIsRenewedOnceForAllWhoMetIt) {
  start_renewing();
  const auto expired = credentials().authorize(context_);
  ASSERT_TRUE(expired);
  constexpr int kThreads = 16;
  std::latch together{kThreads};
  std::vector<std::string> headers(kThreads);
  {
    std::vector<std::jthread> threads;
    for (auto& header : headers) {
      threads.emplace_back([&] {
        together.arrive_and_wait();
        header = header_of(credentials().renewed(context_, *expired));
      });
    }
  }
  EXPECT_THAT(headers, testing::Each("Bearer sl.2"));
  EXPECT_EQ(header_of(credentials().renewed(context_, *expired)), "Bearer sl.2");
  EXPECT_EQ(renewals(), 2u);
}

TEST_F(DropboxCredentialsTest, ARefusedRenewalIsTheAnswerToAllWhoWaitedForIt) {
  std::counting_semaphore<> may_answer{0};
  start(
      [&](const LoopbackRequest&) {
        may_answer.acquire();
        return loopback_answer(400, R"({"error": "invalid_grant"})",
                               {{"Content-Type", "application/json"}});
      },
      renewing());
  std::vector<ErrorCode> codes(8, ErrorCode::internal);
  {
    std::vector<std::jthread> threads;
    for (auto& code : codes) {
      threads.emplace_back([&] {
        const auto authorization = credentials().authorize(context_);
        if (!authorization) code = authorization.error().code;
      });
    }
    may_answer.release(8);
  }
  EXPECT_THAT(codes, testing::Each(ErrorCode::credentials_rejected));
}

TEST_F(DropboxCredentialsTest, WhoWaitsForAnothersRenewalGoesOnItselfWhenThatOneIsStopped) {
  std::counting_semaphore<> asked{0};
  std::atomic<bool> is_first = true;
  std::stop_source stop;
  start(
      [&](const LoopbackRequest&) -> std::string {
        asked.release();
        if (is_first.exchange(false)) return "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
        return access_answer("sl.1", 60);
      },
      renewing());
  ErrorCode of_first = ErrorCode::internal;
  std::string of_second;
  {
    const std::jthread first{[&] {
      const auto authorization = credentials().authorize({stop.get_token()});
      if (!authorization) of_first = authorization.error().code;
    }};
    asked.acquire();
    const std::jthread second{[&] { of_second = header_of(credentials().authorize(context_)); }};
    stop.request_stop();
  }
  EXPECT_EQ(of_first, ErrorCode::stopped);
  EXPECT_EQ(of_second, "Bearer sl.1");
}

TEST_F(DropboxCredentialsTest, WhoIsStoppedDoesNotWaitForAnothersRenewal) {
  std::counting_semaphore<> asked{0};
  std::stop_source end;
  start(
      [&](const LoopbackRequest&) -> std::string {
        asked.release();
        return "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
      },
      renewing());
  const std::jthread renewing{[&] { (void)credentials().authorize({end.get_token()}).error(); }};
  asked.acquire();
  std::stop_source stop;
  stop.request_stop();
  const auto authorization = credentials().authorize({stop.get_token()});
  ASSERT_FALSE(authorization);
  EXPECT_EQ(authorization.error().code, ErrorCode::stopped);
  end.request_stop();
}

}  // namespace
}  // namespace pixferry
