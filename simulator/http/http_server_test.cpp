#include "simulator/http/http_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>

#include "testing/raw_http_client.hpp"

namespace pixferry::simulator {
namespace {

/// Tells what it was asked: method, path, the parameter "a", the header "B" and the body.
Response echo(const Request& request, std::stop_token) {
  return text_response(200, "text/plain",
                       request.method + "|" + request.path + "|" +
                           request.parameter("a").value_or("-") + "|" +
                           std::string{request.header("b")} + "|" + request.body);
}

std::unique_ptr<HttpServer> started(Answer answer, std::size_t connections_max = 16) {
  auto server = HttpServer::start({.connections_max = connections_max}, std::move(answer));
  EXPECT_TRUE(server) << server.error().message;
  return std::move(*server);
}

std::unique_ptr<HttpServer> answering(Delivery::Ending ending) {
  return started([ending](const Request&, std::stop_token) {
    auto response = text_response(200, "text/plain", "0123456789");
    response.delivery.ending = ending;
    return response;
  });
}

TEST(HttpServer, HandsOnPathQueryHeadersAndBodyDecoded) {
  const auto server = started(echo);
  RawHttpClient client{server->port()};
  EXPECT_EQ(client.get("/x%2Fy%zz?a=1+2%27&c", "B:  spaced \r\n").body, "GET|/x/y%zz|1 2'|spaced|");
  EXPECT_EQ(client.exchange("POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello").body,
            "POST|/p|-||hello");
}

TEST(HttpServer, KeepsOneConnectionForManyRequests) {
  const auto server = started(echo);
  RawHttpClient client{server->port()};
  for (int i = 0; i < 50; ++i) ASSERT_EQ(client.get("/").status, 200);
  EXPECT_EQ(server->connections_accepted(), 1u);
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  const auto server = started(echo);
  RawHttpClient client{server->port()};
  EXPECT_EQ(client.exchange("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n").body, "GET|/1|-||");
  EXPECT_EQ(client.exchange("").body, "GET|/2|-||");
}

TEST(HttpServer, ClosesWhenAskedTo) {
  const auto server = started(echo);
  RawHttpClient client{server->port()};
  EXPECT_EQ(client.get("/", "Connection: close\r\n").header("Connection"), "close");
  EXPECT_EQ(client.get("/").status, 200);
  EXPECT_EQ(server->connections_accepted(), 2u);
}

TEST(HttpServer, DropsWhoeverSpeaksNoHttp) {
  const auto server = started(echo);
  const std::string endless(100'000, 'x');
  for (const std::string& request :
       {std::string{"nonsense\r\n\r\n"}, std::string{"GET / HTTP/1.1\r\nno colon\r\n\r\n"},
        std::string{"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"},
        std::string{"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"}, endless}) {
    RawHttpClient client{server->port()};
    EXPECT_NE(client.exchange(request).ending, RawAnswer::Ending::whole) << request.substr(0, 40);
  }
  EXPECT_EQ(RawHttpClient{server->port()}.get("/").status, 200);
}

TEST(HttpServer, ResetsInsteadOfAnAnswer) {
  const auto server = answering(Delivery::Ending::reset_before_answer);
  const auto answer = RawHttpClient{server->port()}.get("/");
  EXPECT_EQ(answer.ending, RawAnswer::Ending::reset);
  EXPECT_EQ(answer.status, 0);
}

TEST(HttpServer, ResetsInTheMiddleOfABody) {
  const auto server = answering(Delivery::Ending::reset_in_body);
  EXPECT_EQ(RawHttpClient{server->port()}.get("/").ending, RawAnswer::Ending::reset);
}

TEST(HttpServer, ClosesAfterHalfOfTheAnnouncedBody) {
  const auto server = answering(Delivery::Ending::close_in_body);
  const auto answer = RawHttpClient{server->port()}.get("/");
  EXPECT_EQ(answer.ending, RawAnswer::Ending::closed);
  EXPECT_EQ(answer.header("Content-Length"), "10");
  EXPECT_EQ(answer.body, "01234");
}

TEST(HttpServer, SendsLargeBodiesOfManySlicesWhole) {
  std::string expected;
  Body body;
  for (int i = 0; i < 300; ++i) {
    body.push_back(slice_of(std::string(static_cast<std::size_t>(i * 37), char('a' + i % 26))));
    expected.append(static_cast<std::size_t>(i * 37), char('a' + i % 26));
  }
  const auto server = started([&](const Request&, std::stop_token) {
    Response response;
    response.body = body;
    return response;
  });
  EXPECT_EQ(RawHttpClient{server->port()}.get("/").body, expected);
}

TEST(HttpServer, TakesBodiesUpToItsBound) {
  auto server = HttpServer::start({.body_bytes_max = 5}, echo);
  ASSERT_TRUE(server);
  RawHttpClient client{(*server)->port()};
  EXPECT_EQ(client.exchange("PUT /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello").body,
            "PUT|/p|-||hello");
  EXPECT_EQ(client.exchange("PUT /p HTTP/1.1\r\nContent-Length: 6\r\n\r\nhello!").status, 0);
}

TEST(HttpServer, AnnouncesToHeadABodyThatItDoesNotSend) {
  const auto server = started([](const Request& request, std::stop_token) {
    auto response = text_response(200, "text/plain", "0123456789");
    response.is_to_head = request.method == "HEAD";
    return response;
  });
  RawHttpClient client{server->port()};
  const auto head = client.exchange("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(head.header("Content-Length"), "10");
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(client.get("/").body, "0123456789");
}

TEST(HttpServer, PausesBeforeAnAnswerUntilItIsStopped) {
  std::latch asked{1};
  const auto server = started([&](const Request&, std::stop_token) {
    asked.count_down();
    auto response = text_response(200, "text/plain", "late");
    response.delivery.pause_before = std::chrono::hours{1};
    return response;
  });
  std::thread client{[&] { (void)RawHttpClient{server->port()}.get("/"); }};
  asked.wait();
  server->stop();
  client.join();
}

TEST(HttpServer, LetsConnectionsAboveTheBoundWaitForAPlace) {
  const auto server = started(echo, 1);
  auto first = std::make_unique<RawHttpClient>(server->port());
  ASSERT_EQ(first->get("/").status, 200);
  RawAnswer answer;
  std::thread second{[&] { answer = RawHttpClient{server->port()}.get("/second"); }};
  EXPECT_EQ(first->get("/").status, 200);
  EXPECT_EQ(server->connections_accepted(), 1u);
  first.reset();
  second.join();
  EXPECT_EQ(answer.status, 200);
}

TEST(HttpServer, StopsWhileARequestIsBeingAnswered) {
  std::latch asked{1};
  const auto server = started([&](const Request&, std::stop_token stop) {
    asked.count_down();
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock{mutex};
    never.wait(lock, stop, [] { return false; });
    return Response{};
  });
  std::thread client{[&] { (void)RawHttpClient{server->port()}.get("/"); }};
  asked.wait();
  server->stop();
  client.join();
  EXPECT_EQ(RawHttpClient{server->port()}.get("/").ending, RawAnswer::Ending::unreachable);
}

TEST(HttpServer, SaysWhyItCannotListen) {
  const auto server = started(echo);
  const auto taken = HttpServer::start({.port = server->port()}, echo);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::invalid_configuration);
  EXPECT_THAT(taken.error().message, testing::HasSubstr("already in use"));
  EXPECT_FALSE(HttpServer::start({.host = "not an address"}, echo));
}

}  // namespace
}  // namespace pixferry::simulator
