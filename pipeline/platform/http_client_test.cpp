#include "pipeline/platform/http_client.hpp"

#include "testing/loopback_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <thread>

namespace pixferry {
namespace {

using ::testing::HasSubstr;

class HttpClientTest : public ::testing::Test {
 protected:
  HttpClient trusting(const LoopbackServer& server, const Limits& limits = {}) {
    return HttpClient{{.trusted_origins = {server.origin()}}, clock_, limits};
  }

  SystemClock clock_;
};

TEST_F(HttpClientTest, HandsOverStatusHeadersAndBody) {
  const LoopbackServer server{always(loopback_answer(404, "gone", {{"X-Reason", " because  "}}))};
  const auto answer = trusting(server).send({}, {.url = server.origin() + "/a?b=c"});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 404);
  EXPECT_FALSE(answer->is_success());
  EXPECT_EQ(answer->header("x-reason"), "because");
  EXPECT_EQ(answer->body, "gone");
  EXPECT_EQ(answer->host, "127.0.0.1");
  EXPECT_EQ(server.requests().at(0).target, "/a?b=c");
}

TEST_F(HttpClientTest, KeepsItsConnectionsOpen) {
  const LoopbackServer server{always(loopback_answer(200, "x"))};
  HttpClient client = trusting(server);
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(client.send({}, {.url = server.origin()}));
  EXPECT_EQ(server.requests().size(), 20u);
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(HttpClientTest, AsksAgainWhenAKeptConnectionDiesBeforeTheAnswer) {
  std::atomic<int> scripts = 0;
  const LoopbackServer server{[&](LoopbackConnection& connection) {
    const bool is_first = ++scripts == 1;
    if (!connection.receive()) return;
    connection.send(loopback_answer(200, "x"));
    const auto second = connection.receive();
    if (second && !is_first) connection.send(loopback_answer(200, "y"));
  }};
  HttpClient client = trusting(server);
  ASSERT_TRUE(client.send({}, {.url = server.origin()}));
  for (const auto* method : {"GET", "POST"}) {
    const auto answer = client.send({}, {.method = method, .url = server.origin(), .body = "b"});
    ASSERT_TRUE(answer) << method << ": " << answer.error().message;
  }
  EXPECT_GE(server.connections(), 2);
}

TEST_F(HttpClientTest, FailsWhenAFreshConnectionDiesBeforeTheAnswer) {
  const LoopbackServer server{[](LoopbackConnection& connection) { connection.receive(); }};
  const auto answer = trusting(server).send({}, {.url = server.origin()});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::network);
}

TEST_F(HttpClientTest, SendsMethodHeadersAndBodyAsTheyAre) {
  const LoopbackServer server{always(loopback_answer(200))};
  HttpClient client = trusting(server);
  const std::string body = "a\0b" + std::string(3'000'000, 'x');
  for (const auto* method : {"PUT", "POST", "PATCH", "DELETE"}) {
    ASSERT_TRUE(client.send({}, {.method = method,
                                 .url = server.origin() + "/x/../y",
                                 .headers = {{"X-One", "1"}, {"X-Empty", ""}},
                                 .body = body}));
    const LoopbackRequest seen = server.requests().back();
    EXPECT_EQ(seen.method, method);
    EXPECT_EQ(seen.target, "/x/../y");
    EXPECT_EQ(seen.body, body);
    EXPECT_EQ(seen.headers.at("x-one"), "1");
    EXPECT_EQ(seen.headers.at("x-empty"), "");
    for (const auto* unasked : {"expect", "content-type", "accept-encoding", "transfer-encoding"}) {
      EXPECT_EQ(seen.headers.count(unasked), 0u) << unasked;
    }
  }
}

TEST_F(HttpClientTest, SendsABodylessPutWithItsLength) {
  const LoopbackServer server{always(loopback_answer(200))};
  HttpClient client = trusting(server);
  ASSERT_TRUE(client.send({}, {.method = "PUT", .url = server.origin()}));
  EXPECT_EQ(server.requests().back().headers.at("content-length"), "0");
  ASSERT_TRUE(client.send({}, {.method = "DELETE", .url = server.origin()}));
  EXPECT_EQ(server.requests().back().headers.count("content-length"), 0u);
}

TEST_F(HttpClientTest, WaitsForNoBodyWhereNoneComes) {
  const LoopbackServer server{LoopbackServer::answering([](const LoopbackRequest& request) {
    if (request.method == "HEAD")
      return std::string{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"};
    return loopback_answer(request.target == "/204" ? 204 : 304);
  })};
  HttpClient client = trusting(server);
  EXPECT_EQ(client.send({}, {.url = server.origin() + "/204"})->status, 204);
  EXPECT_EQ(client.send({}, {.url = server.origin() + "/304"})->status, 304);
  const auto head = client.send({}, {.method = "HEAD", .url = server.origin()});
  ASSERT_TRUE(head) << head.error().message;
  EXPECT_EQ(head->header("content-length"), "99");
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(HttpClientTest, ReadsChunksAndLeavesOutInterimHeadersAndTrailers) {
  const LoopbackServer server{
      always("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
             "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n")};
  const auto answer = trusting(server).send({}, {.url = server.origin()});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "abcde");
  EXPECT_EQ(answer->header("link"), "");
  EXPECT_EQ(answer->header("x-late"), "");
}

TEST_F(HttpClientTest, DoesNotUnpackContent) {
  const LoopbackServer server{
      always(loopback_answer(200, "\x1f\x8bnot really", {{"Content-Encoding", "gzip"}}))};
  EXPECT_EQ(trusting(server).send({}, {.url = server.origin()})->body, "\x1f\x8bnot really");
}

TEST_F(HttpClientTest, GivesASuccessfulBodyToTheSinkInOrder) {
  std::string body;
  for (int i = 0; i < 200'000; ++i) body += std::to_string(i);
  const LoopbackServer server{always(loopback_answer(200, body))};
  std::string received;
  const auto answer = trusting(server).send(
      {}, {.url = server.origin(), .sink = [&](std::span<const std::byte> bytes) -> Result<> {
             received.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
             return {};
           }});
  ASSERT_TRUE(answer);
  EXPECT_EQ(received, body);
  EXPECT_EQ(answer->body, "");
}

TEST_F(HttpClientTest, KeepsTheBodyOfAnErrorFromTheSink) {
  const LoopbackServer server{always(loopback_answer(503, "come back later"))};
  const auto answer = trusting(server).send(
      {}, {.url = server.origin(), .sink = [](std::span<const std::byte>) -> Result<> {
             return Error{ErrorCode::internal, "must not be called"};
           }});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "come back later");
}

TEST_F(HttpClientTest, IgnoresTheProxiesOfTheEnvironment) {
  const LoopbackServer proxy{always(loopback_answer(200, "proxied"))};
  const LoopbackServer server{always(loopback_answer(200, "direct"))};
  for (const auto* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) {
    ::setenv(name, proxy.origin().c_str(), 1);
  }
  const auto answer = trusting(server).send({}, {.url = server.origin()});
  for (const auto* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) ::unsetenv(name);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "direct");
  EXPECT_EQ(proxy.connections(), 0);
}

TEST_F(HttpClientTest, ServesManyThreadsWithAConnectionEach) {
  const LoopbackServer server{LoopbackServer::answering(
      [](const LoopbackRequest& request) { return loopback_answer(200, request.target); })};
  HttpClient client = trusting(server);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 16; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 50; ++i) {
          const std::string path = "/" + std::to_string(thread) + "/" + std::to_string(i);
          const auto answer = client.send({}, {.url = server.origin() + path});
          if (answer && answer->body == path) ++right;
        }
      });
    }
  }
  EXPECT_EQ(right, 16 * 50);
  EXPECT_LE(server.connections(), 16);
}

}  // namespace
}  // namespace pixferry
