#include "api-gateway/http/listener.hpp"

#include "api-gateway/http/listener_fixture.hpp"

namespace pixferry::http {
namespace {

class ListenerTest : public ListenerFixture {};

std::string post(const std::string& body, const std::string& fields = {}) {
  return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fields +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string post_chunked(const std::string& chunks) {
  return "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

TEST_F(ListenerTest, AnswersWithWhatEveryReplyCarries) {
  start();
  const auto reply = ask(kHello);
  EXPECT_EQ(status_of(reply), 200);
  EXPECT_EQ(body_of(reply), "hello");
  EXPECT_EQ(header_of(reply, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(reply, "Content-Security-Policy"),
            "default-src 'none'; frame-ancestors 'none'");
  EXPECT_EQ(header_of(reply, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header_of(reply, "Cache-Control"), "no-store");
  EXPECT_EQ(header_of(reply, "X-Request-Id").size(), 16u);
  EXPECT_EQ(header_of(reply, "Connection"), "");
}

TEST_F(ListenerTest, GivesASafeRequestIdBackAndReplacesAnyOther) {
  start();
  const auto with = [&](const std::string& id) {
    const auto reply = ask("GET /hello HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + id + "\r\n\r\n");
    return std::string{header_of(reply, "X-Request-Id")};
  };
  EXPECT_EQ(with("abc-1.2_3"), "abc-1.2_3");
  EXPECT_NE(with("a\"b"), "a\"b");
  EXPECT_EQ(with(std::string(129, 'a')).size(), 16u);
}

TEST_F(ListenerTest, KeepsTheConnectionForTheNextRequest) {
  start();
  auto connection = connect();
  for (int i = 0; i < 3; ++i) {
    connection.send(kHello);
    EXPECT_EQ(body_of(connection.read_reply()), "hello");
  }
}

TEST_F(ListenerTest, AnswersPipelinedRequestsInTheirOrder) {
  start();
  auto connection = connect();
  connection.send(post("one") + kHello + post("three") + post_chunked("4\r\nfour\r\n0\r\n\r\n") +
                  "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + kHello);
  EXPECT_EQ(body_of(connection.read_reply()), "one");
  EXPECT_EQ(body_of(connection.read_reply()), "hello");
  EXPECT_EQ(body_of(connection.read_reply()), "three");
  EXPECT_EQ(body_of(connection.read_reply()), "four");
  EXPECT_EQ(status_of(connection.read_reply()), 404);
  EXPECT_EQ(connection.read_to_end(), "");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerTest, ReadsARequestThatComesByteByByte) {
  start();
  auto connection = connect();
  for (const char c : post_chunked("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")) {
    connection.send({&c, 1});
  }
  EXPECT_EQ(body_of(connection.read_reply()), "abcde");
}

TEST_F(ListenerTest, ClosesAfterHttp10WhateverItAsksFor) {
  start();
  auto connection = connect();
  connection.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + kHello);
  const auto reply = connection.read_to_end();
  EXPECT_EQ(body_of(reply), "hello");
  EXPECT_EQ(header_of(reply, "Connection"), "close");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerTest, SendsNoBodyToHeadButItsLength) {
  start();
  auto connection = connect();
  connection.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + kHello);
  const auto reply = connection.read_reply(false);
  EXPECT_EQ(header_of(reply, "Content-Length"), "5");
  EXPECT_EQ(body_of(reply), "");
  EXPECT_EQ(body_of(connection.read_reply()), "hello");
}

TEST_F(ListenerTest, SendsAPartOfAFile) {
  file_bytes_.front() = 'x';
  file_bytes_.back() = 'z';
  start();
  auto connection = connect();
  connection.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\nGET /file HTTP/1.1\r\nHost: a\r\n\r\n" +
                  kHello);
  EXPECT_EQ(header_of(connection.read_reply(false), "Content-Length"), "699999");
  EXPECT_EQ(body_of(connection.read_reply()), file_bytes_.substr(1));
  EXPECT_EQ(body_of(connection.read_reply()), "hello");
}

TEST_F(ListenerTest, RefusesABodyThatIsTooLargeBeforeReadingIt) {
  start({.body_bytes_max = 100});
  auto connection = connect();
  connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n");
  const auto reply = connection.read_reply();
  EXPECT_EQ(status_of(reply), 413);
  EXPECT_EQ(header_of(reply, "Connection"), "close");
  EXPECT_EQ(status_of(ask(post(std::string(100, 'a')))), 200);
}

TEST_F(ListenerTest, CountsAChunkedBodyWhileItArrives) {
  start({.body_bytes_max = 100});
  const std::string chunk = "32\r\n" + std::string(50, 'a') + "\r\n";
  EXPECT_EQ(status_of(ask(post_chunked(chunk + chunk + "0\r\n\r\n"))), 200);
  auto connection = connect();
  connection.send(post_chunked(chunk + chunk + "1\r\na\r\n"));
  EXPECT_EQ(status_of(connection.read_reply()), 413);
  EXPECT_EQ(connection.read_to_end(), "");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerTest, RefusesChunksThatAreMalformed) {
  start();
  for (const auto* chunks :
       {"x\r\n", "-1\r\n", "1\r\nab\r\n0\r\n\r\n", "1\na\r\n0\r\n\r\n", "fffffffffffffffff\r\na"}) {
    const auto reply = ask(post_chunked(chunks));
    EXPECT_TRUE(status_of(reply) == 400 || status_of(reply) == 413) << chunks << reply;
  }
}

TEST_F(ListenerTest, DoesNotTakeTrailersForHeaders) {
  start();
  const auto reply = ask(post_chunked("1\r\na\r\n0\r\nX-Request-Id: trailer\r\n\r\n"));
  EXPECT_EQ(body_of(reply), "a");
  EXPECT_NE(header_of(reply, "X-Request-Id"), "trailer");
}

TEST_F(ListenerTest, RefusesAHeaderThatIsTooLarge) {
  start({.header_bytes_max = 1000});
  auto connection = connect();
  connection.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'a'));
  EXPECT_EQ(status_of(connection.read_reply()), 431);
  EXPECT_EQ(
      status_of(ask("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'a') + "\r\n\r\n")),
      431);
}

TEST_F(ListenerTest, InvitesABodyThatWaitsToBeInvited) {
  start({.body_bytes_max = 100});
  auto connection = connect();
  connection.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(connection.read_reply(false), "HTTP/1.1 100 Continue\r\n\r\n");
  connection.send("ab");
  EXPECT_EQ(body_of(connection.read_reply()), "ab");
  EXPECT_EQ(status_of(ask("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                          "Content-Length: 101\r\n\r\n")),
            413);
}

TEST_F(ListenerTest, RefusesAQueryParameterThatIsGivenTwice) {
  start();
  EXPECT_EQ(status_of(ask("GET /hello?a=1&a=2 HTTP/1.1\r\nHost: a\r\n\r\n")), 422);
}

TEST_F(ListenerTest, TellsNothingOfAHandlersException) {
  start();
  const auto reply = ask("GET /bug HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(status_of(reply), 500);
  EXPECT_EQ(reply.find("secret"), reply.npos);
}

TEST_F(ListenerTest, RecordsEveryRequestOnce) {
  start();
  auto connection = connect();
  connection.send("GET /hello?token=x HTTP/1.1\r\nHost: a\r\nX-Request-Id: r1\r\n\r\n");
  connection.read_reply();
  connection.send("nonsense\r\n\r\n");
  connection.read_to_end();
  const auto records = accesses();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].path, "/hello");
  EXPECT_EQ(records[0].status, 200);
  EXPECT_EQ(records[0].body_bytes, 5);
  EXPECT_EQ(records[0].request_id, "r1");
  EXPECT_EQ(records[1].status, 400);
}

TEST_F(ListenerTest, NamesAnAddressThatIsTaken) {
  start();
  SystemClock clock;
  SeededRandom random{1};
  const auto second = Listener::start({.port = port()}, {{}, clock, random});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::invalid_configuration);
  EXPECT_NE(second.error().message.find(std::to_string(port())), std::string::npos);
}

}  // namespace
}  // namespace pixferry::http
