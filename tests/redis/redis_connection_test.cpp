#include "pipeline/platform/redis_connection.hpp"

#include <gmock/gmock.h>

#include <future>

#include "testing/loopback_server.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Error failure_of(const RedisConfig& config, std::chrono::milliseconds within = 10s) {
  const SystemClock clock;
  const auto opened =
      RedisConnection::open({.stop = {}, .deadline = clock.steady() + within}, config, clock);
  EXPECT_FALSE(opened);
  return opened ? Error{ErrorCode::internal, ""} : opened.error();
}

RedisConfig config_at(std::uint16_t port) {
  return {.url = {.host = "127.0.0.1", .port = port}};
}

/// A server that says the same whatever it hears.
LoopbackServer saying(std::string_view answer) {
  return LoopbackServer{[answer](LoopbackConnection& connection) {
    connection.send(answer);
    connection.wait_for_hang_up();
  }};
}

class RedisConnectionTest : public testing::Test {
 protected:
  void SetUp() override { PIXFERRY_SKIP_WITHOUT_REDIS(); }
};

TEST_F(RedisConnectionTest, CarriesAnyBytesPlainAndOverTls) {
  std::string bytes(300'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i % 251);
  for (const auto* server : {&plain_redis(), &tls_redis()}) {
    EXPECT_EQ(server->run({"ECHO", bytes}).text, bytes);
    EXPECT_EQ(server->run({"ECHO", ""}).text, "");
  }
}

TEST_F(RedisConnectionTest, SaysWhichPasswordIsWrongAndNotWhatItIs) {
  auto config = tls_redis().config();
  config.url.password = Secret{"sesame"};
  const auto wrong = failure_of(config);
  EXPECT_EQ(wrong.code, ErrorCode::credentials_rejected);
  EXPECT_THAT(wrong.message,
              AllOf(HasSubstr("REDIS_URL"), HasSubstr("password"), Not(HasSubstr("sesame"))));
  config.url.password = Secret{};
  config.url.user = "";
  const auto none = failure_of(config);
  EXPECT_EQ(none.code, ErrorCode::credentials_rejected);
  EXPECT_THAT(none.message, HasSubstr("wants a password"));
}

TEST_F(RedisConnectionTest, SaysThatAPasswordIsRefusedThatNobodyAskedFor) {
  auto config = plain_redis().config();
  config.url.password = Secret{"sesame"};
  EXPECT_EQ(failure_of(config).code, ErrorCode::credentials_rejected);
}

TEST_F(RedisConnectionTest, SaysThatADatabaseDoesNotExist) {
  auto config = plain_redis().config();
  config.url.database = 4711;
  const auto failure = failure_of(config);
  EXPECT_EQ(failure.code, ErrorCode::invalid_configuration);
  EXPECT_THAT(failure.message, HasSubstr("REDIS_URL"));
}

TEST_F(RedisConnectionTest, ChoosesTheDatabase) {
  auto config = plain_redis().config();
  config.url.database = 3;
  const SystemClock clock;
  const auto connection = RedisConnection::open(within_a_minute(), config, clock);
  ASSERT_TRUE(connection);
  ASSERT_TRUE((*connection)->command(within_a_minute(), {"SET", config.key_prefix, "3"}));
  EXPECT_EQ(plain_redis().run({"EXISTS", config.key_prefix}).integer, 0);
}

TEST_F(RedisConnectionTest, TriesEveryAddressOfAHost) {
  auto config = plain_redis().config();
  config.url.host = "localhost";
  const SystemClock clock;
  EXPECT_TRUE(RedisConnection::open(within_a_minute(), config, clock));
}

TEST_F(RedisConnectionTest, TrustsNoCertificateOfAnAuthorityItDoesNotKnow) {
  auto config = tls_redis().config();
  config.ca_file = "";
  EXPECT_THAT(failure_of(config).message, HasSubstr("not trusted"));
}

TEST_F(RedisConnectionTest, TrustsNoCertificateForAnotherHost) {
  auto config = tls_redis().config();
  config.url.host = "localhost";
  EXPECT_THAT(failure_of(config).message, HasSubstr("not trusted"));
}

TEST_F(RedisConnectionTest, SaysThatTheFileOfAuthoritiesCannotBeRead) {
  auto config = tls_redis().config();
  config.ca_file = "/nowhere/ca.pem";
  const auto failure = failure_of(config);
  EXPECT_EQ(failure.code, ErrorCode::invalid_configuration);
  EXPECT_THAT(failure.message, HasSubstr("/nowhere/ca.pem"));
}

TEST_F(RedisConnectionTest, SaysWhatSchemeToWriteWhereTlsMeetsNoTls) {
  auto to_plain = plain_redis().config();
  to_plain.url.is_tls = true;
  // Redis takes a TLS greeting for the beginning of a line, and waits for its end.
  EXPECT_THAT(failure_of(to_plain, 300ms).message, HasSubstr("without TLS it is redis://"));
  auto to_tls = tls_redis().config();
  to_tls.url.is_tls = false;
  EXPECT_THAT(failure_of(to_tls).message, HasSubstr("with TLS it is rediss://"));
}

TEST(RedisConnection, SaysThatNobodyListensOrNobodyIsCalledSo) {
  EXPECT_THAT(failure_of(config_at(1)).message,
              AllOf(HasSubstr("127.0.0.1:1"), HasSubstr("refused"), HasSubstr("REDIS_URL")));
  EXPECT_THAT(failure_of({.url = {.host = "no-such-host.invalid"}}).message,
              AllOf(HasSubstr("no-such-host.invalid"), HasSubstr("resolved")));
}

TEST(RedisConnection, GivesUpOnAServerThatSaysNothing) {
  const auto silent = saying("");
  EXPECT_EQ(failure_of(config_at(silent.port()), 50ms).code, ErrorCode::timeout);
}

TEST(RedisConnection, EndsWhenItIsStopped) {
  const auto silent = saying("");
  std::stop_source stop;
  const SystemClock clock;
  auto opening = std::async(std::launch::async, [&] {
    const auto opened =
        RedisConnection::open({.stop = stop.get_token()}, config_at(silent.port()), clock);
    return opened ? ErrorCode::internal : opened.error().code;
  });
  stop.request_stop();
  EXPECT_EQ(opening.get(), ErrorCode::stopped);
}

TEST(RedisConnection, RefusesAServerThatSpeaksSomethingElse) {
  const auto web = saying("HTTP/1.1 400 Bad Request\r\n\r\n");
  EXPECT_THAT(failure_of(config_at(web.port())).message, HasSubstr("not Redis' protocol"));
  const auto huge = saying("*99999999\r\n");
  EXPECT_THAT(failure_of(config_at(huge.port())).message, HasSubstr("larger"));
}

struct RefusalCase {
  std::string_view answer;
  ErrorCode code;
  std::string_view says;
};

TEST(RedisConnection, TellsTheCureForEachRefusal) {
  for (const auto& refusal : {
           RefusalCase{"-LOADING Redis is loading\r\n", ErrorCode::network, "loading"},
           RefusalCase{"-OOM command not allowed\r\n", ErrorCode::network, "maxmemory"},
           RefusalCase{"-READONLY no writes\r\n", ErrorCode::network, "primary"},
           RefusalCase{"-MISCONF no disk\r\n", ErrorCode::network, "disk"},
           RefusalCase{"-NOPERM no\r\n", ErrorCode::credentials_rejected, "user"},
           RefusalCase{"-NOAUTH no\r\n", ErrorCode::credentials_rejected, "password"},
           RefusalCase{"-WRONGPASS no\r\n", ErrorCode::credentials_rejected, "password"},
           RefusalCase{"-ERR \x1b[31mmax daily request limit\r\n", ErrorCode::network, "(ERR)"},
       }) {
    const auto server = saying(refusal.answer);
    const auto failure = failure_of(config_at(server.port()));
    EXPECT_EQ(failure.code, refusal.code) << refusal.answer;
    EXPECT_THAT(failure.message, HasSubstr(std::string{refusal.says})) << refusal.answer;
    EXPECT_THAT(failure.message, Not(HasSubstr("\x1b"))) << refusal.answer;
  }
}

TEST(RedisConnection, NeverRepeatsAPasswordThatTheServerRepeats) {
  const auto echo = saying("-ERR unknown command `AUTH`, with args beginning with: `sesame`\r\n");
  auto config = config_at(echo.port());
  config.url.password = Secret{"sesame"};
  EXPECT_THAT(failure_of(config).message, Not(HasSubstr("sesame")));
}

}  // namespace
}  // namespace pixferry
