#include "pipeline/platform/http_client.hpp"
#include "testing/loopback_server.hpp"
#include "testing/loopback_tls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kHalfABody = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";

/// Sends these bytes in answer to the first request and then hangs up.
LoopbackServer::Script once(std::string bytes) {
  return [bytes = std::move(bytes)](LoopbackConnection& connection) {
    if (connection.receive()) connection.send(bytes);
  };
}

/// Sends these bytes in answer to the first request and then nothing more.
LoopbackServer::Script stalling_after(std::string bytes) {
  return [bytes = std::move(bytes)](LoopbackConnection& connection) {
    if (!connection.receive()) return;
    connection.send(bytes);
    connection.wait_for_hang_up();
  };
}

class HttpFailure : public ::testing::Test {
 protected:
  /// The error of a request whose query must not be told to anybody.
  Error error_from(const std::string& origin, HttpRequest request = {},
                   const Context& context = {}) {
    request.url = origin + "/place?key=secret";
    HttpClient client{{.trusted_origins = {origin}}, clock_, limits_};
    const auto answer = client.send(context, request);
    EXPECT_FALSE(answer);
    if (answer) return {ErrorCode::internal, "no error"};
    EXPECT_THAT(answer.error().message, Not(HasSubstr("secret")));
    EXPECT_THAT(answer.error().message, HasSubstr("/place"));
    return answer.error();
  }

  /// Asks a client that trusts nobody.
  Error error_of_stranger(const std::string& url) {
    HttpClient client{{}, clock_, limits_};
    const auto answer = client.send({}, {.url = url + "/place?key=secret"});
    EXPECT_FALSE(answer) << url;
    if (answer) return {ErrorCode::internal, "no error"};
    EXPECT_THAT(answer.error().message, Not(HasSubstr("secret")));
    return answer.error();
  }

  SystemClock clock_;
  Limits limits_;
};

TEST_F(HttpFailure, OfABodyThatEndsEarlyIsNetwork) {
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string& bytes :
       {std::string{kHalfABody}, chunked + "5\r\nab", chunked + "2\r\nab\r\n"}) {
    const LoopbackServer server{once(bytes)};
    EXPECT_EQ(error_from(server.origin()).code, ErrorCode::network) << bytes;
  }
}

TEST_F(HttpFailure, OfAnAnswerThatIsNotHttpIsNetwork) {
  for (const auto* bytes :
       {"hello", "SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "\r\n"}) {
    const LoopbackServer server{once(bytes)};
    EXPECT_EQ(error_from(server.origin()).code, ErrorCode::network) << bytes;
  }
}

TEST_F(HttpFailure, ToConnectNamesTheReason) {
  std::string origin;
  { origin = LoopbackServer{always("")}.origin(); }
  const Error error = error_from(origin);
  EXPECT_EQ(error.code, ErrorCode::network);
  EXPECT_THAT(error.message, HasSubstr("Connection refused"));
}

TEST_F(HttpFailure, OfTlsIsNetwork) {
  const LoopbackServer server{
      [](LoopbackConnection& connection) { connection.send("no TLS here"); }};
  const std::string origin = "https://127.0.0.1:" + std::to_string(server.port());
  EXPECT_EQ(error_from(origin).code, ErrorCode::network);
}

TEST_F(HttpFailure, OfACertificateThatNobodySignedIsNetwork) {
  int answers = 0;
  const LoopbackServer server{answering_over_untrusted_tls([&](const LoopbackRequest&) {
    ++answers;
    return loopback_answer(200);
  })};
  const Error error = error_from("https://127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(error.code, ErrorCode::network);
  EXPECT_THAT(error.message, HasSubstr("certificate"));
  EXPECT_EQ(answers, 0);
}

TEST_F(HttpFailure, OfAStalledBodyIsATimeout) {
  limits_.stall_seconds_max = 1s;
  const LoopbackServer server{stalling_after(std::string{kHalfABody})};
  EXPECT_EQ(error_from(server.origin()).code, ErrorCode::timeout);
}

TEST_F(HttpFailure, OfTheRequestsTimeIsATimeout) {
  const LoopbackServer server{stalling_after("")};
  EXPECT_EQ(error_from(server.origin(), {.url = "", .timeout = 30ms}).code, ErrorCode::timeout);
  EXPECT_EQ(error_from(server.origin(), {.url = "", .timeout = -1ms}).code, ErrorCode::timeout);
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(HttpFailure, OfTheCallersDeadlineIsATimeout) {
  const LoopbackServer server{stalling_after(std::string{kHalfABody})};
  const Context soon{.deadline = clock_.steady() + 30ms};
  EXPECT_EQ(error_from(server.origin(), {}, soon).code, ErrorCode::timeout);
  const Context past{.deadline = clock_.steady() - 1ms};
  EXPECT_EQ(error_from(server.origin(), {}, past).code, ErrorCode::timeout);
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(HttpFailure, IsStoppedWhenItIsCalledOff) {
  std::promise<void> hangs;
  const LoopbackServer server{[&](LoopbackConnection& connection) {
    if (!connection.receive()) return;
    connection.send(kHalfABody);
    hangs.set_value();
    connection.wait_for_hang_up();
  }};
  std::stop_source stop;
  const std::jthread caller{[&] {
    hangs.get_future().wait();
    stop.request_stop();
  }};
  EXPECT_EQ(error_from(server.origin(), {}, {.stop = stop.get_token()}).code, ErrorCode::stopped);
  EXPECT_EQ(error_from(server.origin(), {}, {.stop = stop.get_token()}).code, ErrorCode::stopped);
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(HttpFailure, OfAKeptBodyAboveItsBoundIsTooLarge) {
  const LoopbackServer server{always(loopback_answer(200, "12345"))};
  EXPECT_EQ(error_from(server.origin(), {.url = "", .kept_bytes_max = 4}).code,
            ErrorCode::too_large);
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, limits_};
  EXPECT_EQ(client.send({}, {.url = server.origin(), .kept_bytes_max = 5})->body, "12345");
}

TEST_F(HttpFailure, IsNotMadeOfALongErrorBodyThatIsCut) {
  const LoopbackServer server{always(loopback_answer(500, std::string(1'000'000, 'e')))};
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, limits_};
  const auto answer = client.send({}, {.url = server.origin(), .kept_bytes_max = 10});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 500);
  EXPECT_EQ(answer->body, "eeeeeeeeee");
}

TEST_F(HttpFailure, OfTheSinkIsTheResult) {
  const LoopbackServer server{always(loopback_answer(200, std::string(1'000'000, 'x')))};
  int calls = 0;
  const Error error =
      error_from(server.origin(), {.url = "", .sink = [&](std::span<const std::byte>) -> Result<> {
                                     ++calls;
                                     return Error{ErrorCode::storage_full, "/place has no room"};
                                   }});
  EXPECT_EQ(error.code, ErrorCode::storage_full);
  EXPECT_EQ(calls, 1);
}

TEST_F(HttpFailure, OfHeadersAboveTheirBoundIsNetwork) {
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "X-Header-" + std::to_string(i) + ": some value\r\n";
  for (const std::string& headers : {many, "X: " + std::string(70'000, 'x') + "\r\n"}) {
    const LoopbackServer server{once("HTTP/1.1 200 OK\r\n" + headers + "\r\n")};
    const Error error = error_from(server.origin());
    EXPECT_EQ(error.code, ErrorCode::network);
    EXPECT_THAT(error.message, HasSubstr("65536 bytes of headers"));
  }
}

TEST_F(HttpFailure, OfHeadersThatEndEarlyIsNetwork) {
  for (const auto* headers : {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK",
                              "HTTP/1.1 200 OK\r\nX: y\r\n", "HTTP/1.1 204 No Content\r\nX: y",
                              "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n"}) {
    const LoopbackServer server{once(headers)};
    EXPECT_EQ(error_from(server.origin()).code, ErrorCode::network) << headers;
  }
}

TEST_F(HttpFailure, KeepsStrangersAtPrivateAddressesFromBeingReached) {
  const LoopbackServer canary{always(loopback_answer(200, "reached"))};
  const std::string port = ":" + std::to_string(canary.port());
  for (const auto* host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433",
                           "0x7f000001", "0177.0.0.1", "127.1", "0.0.0.0", "LOCALHOST"}) {
    const Error over_tls = error_of_stranger("https://" + std::string{host} + port);
    EXPECT_EQ(over_tls.code, ErrorCode::network) << host << ": " << over_tls.message;
    const Error plain = error_of_stranger("http://" + std::string{host} + port);
    EXPECT_EQ(plain.code, ErrorCode::source_forbidden) << host << ": " << plain.message;
    EXPECT_THAT(plain.message, HasSubstr("use https"));
  }
  EXPECT_EQ(canary.connections(), 0);
}

TEST_F(HttpFailure, KeepsATrustedOriginsNeighboursFromBeingReached) {
  const LoopbackServer trusted{always(loopback_answer(200))};
  const LoopbackServer canary{always(loopback_answer(200))};
  HttpClient client{{.trusted_origins = {trusted.origin()}}, clock_, limits_};
  ASSERT_TRUE(client.send({}, {.url = trusted.origin()}));
  for (const std::string& url :
       {canary.origin(), "https://127.0.0.1:" + std::to_string(canary.port()),
        "https://127.0.0.1:" + std::to_string(trusted.port()),
        "http://localhost:" + std::to_string(trusted.port())}) {
    const auto answer = client.send({}, {.url = url});
    ASSERT_FALSE(answer) << url;
    EXPECT_EQ(answer.error().code,
              url.starts_with("https") ? ErrorCode::network : ErrorCode::source_forbidden);
  }
  EXPECT_EQ(canary.connections(), 0);
  EXPECT_EQ(trusted.connections(), 1);
}

TEST_F(HttpFailure, OfARequestThatMayNotBeSentIsInvalid) {
  const LoopbackServer canary{always(loopback_answer(200))};
  HttpClient client{{.trusted_origins = {canary.origin()}}, clock_, limits_};
  std::vector<HttpRequest> requests;
  for (const auto* name : {"", "X\r\nY", "X Y", "X:", "X\x7f", "\xC3\xA4"}) {
    requests.push_back({.url = canary.origin(), .headers = {{name, "1"}}});
  }
  for (const std::string& value : {"a\r\nHost: b"s, "a\nb"s, "a\tb"s, "a\x7f"s, "a\0b"s}) {
    requests.push_back({.url = canary.origin(), .headers = {{"X", value}}});
  }
  requests.push_back({.method = "", .url = canary.origin()});
  requests.push_back({.method = "GET / HTTP/1.1\r\nX: y\r\n\r\n", .url = canary.origin()});
  requests.push_back({.url = "file:///etc/passwd"});
  requests.push_back({.url = canary.origin() + "/ HTTP/1.1\r\nX: y"});
  for (const auto& request : requests) {
    const auto answer = client.send({}, request);
    ASSERT_FALSE(answer) << request.method << " " << request.url;
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_request);
  }
  EXPECT_EQ(canary.connections(), 0);
}

}  // namespace
}  // namespace pixferry
