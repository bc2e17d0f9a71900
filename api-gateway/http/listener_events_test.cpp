#include <thread>

#include "api-gateway/http/listener_fixture.hpp"

namespace pixferry::http {
namespace {

using namespace std::chrono_literals;

const std::string kWatch = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n";

EventStream::Text event(const std::string& data) {
  return std::make_shared<const std::string>("data: " + data + "\n\n");
}

/// The toy application, with GET /events besides: the stream that the test fills.
class ListenerEvents : public ListenerFixture {
 protected:
  ListenerEvents() {
    router_.add({"GET", "/events", [this](const Request&) { return event_response(events_); },
                 Access::open});
  }
  /// As makers hold it: the connection is its only owner.
  std::weak_ptr<EventStream> let_go() {
    std::weak_ptr<EventStream> kept = events_;
    events_.reset();
    return kept;
  }

  std::shared_ptr<EventStream> events_ = std::make_shared<EventStream>();
};

TEST_F(ListenerEvents, SendsEachEventWhenItComesAndClosesAfterTheLast) {
  start();
  auto connection = connect();
  connection.send(kWatch);
  const auto head = connection.read_through("\r\n\r\n");
  EXPECT_EQ(status_of(head), 200);
  EXPECT_EQ(header_of(head, "Content-Type"), "text/event-stream");
  EXPECT_EQ(header_of(head, "Cache-Control"), "no-store");
  EXPECT_EQ(header_of(head, "Content-Length"), "");
  EXPECT_EQ(header_of(head, "Connection"), "close");
  for (const auto* data : {"one", "two"}) {
    events_->send(event(data));
    EXPECT_EQ(connection.read_through("\n\n"), std::string{"data: "} + data + "\n\n");
  }
  events_->send(event("last"));
  events_->finish();
  EXPECT_EQ(connection.read_to_end(), "data: last\n\n");
  EXPECT_TRUE(connection.is_closed());
  connection.hang_up();
  wait_for_accesses(1);
  EXPECT_EQ(accesses()[0].path, "/events");
  EXPECT_EQ(accesses()[0].body_bytes, 11 + 11 + 12);
}

TEST_F(ListenerEvents, SendsWhatWaitedBeforeTheHeadWasOut) {
  events_->send(event("early"));
  events_->finish();
  start();
  auto connection = connect();
  connection.send(kWatch);
  EXPECT_EQ(body_of(connection.read_to_end()), "data: early\n\n");
}

TEST_F(ListenerEvents, SendsACommentWhereThereIsNothingToSay) {
  start({.heartbeat = 5ms});
  auto connection = connect();
  connection.send(kWatch);
  connection.read_through("\r\n\r\n");
  EXPECT_EQ(connection.read_through("\n\n"), ":\n\n");
  EXPECT_EQ(connection.read_through("\n\n"), ":\n\n");
}

TEST_F(ListenerEvents, AnswersHeadWithTheHeadAlone) {
  start();
  auto connection = connect();
  connection.send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = connection.read_to_end();
  EXPECT_EQ(header_of(reply, "Content-Type"), "text/event-stream");
  EXPECT_EQ(header_of(reply, "Content-Length"), "");
  EXPECT_EQ(body_of(reply), "");
}

TEST_F(ListenerEvents, ServesClientsOfHttp10) {
  events_->send(event("x"));
  events_->finish();
  start();
  auto connection = connect();
  connection.send("GET /events HTTP/1.0\r\n\r\n");
  EXPECT_EQ(body_of(connection.read_to_end()), "data: x\n\n");
}

TEST_F(ListenerEvents, LetsTheStreamGoWithItsClient) {
  start();
  auto connection = connect();
  connection.send(kWatch + "nothing that a client has to say here counts");
  connection.read_through("\r\n\r\n");
  const auto events = let_go();
  EXPECT_FALSE(events.expired());
  connection.hang_up();
  wait_for_accesses(1);
  stop(10s);
  EXPECT_TRUE(events.expired());
}

TEST_F(ListenerEvents, CutsOffAClientThatTakesNothing) {
  start({.write_timeout = 50ms});
  auto connection = connect();
  connection.send(kWatch);
  connection.read_through("\r\n\r\n");
  events_->send(event(std::string(32u << 20, 'x')));
  wait_for_accesses(1);
  EXPECT_TRUE(events_->is_over());
  EXPECT_LT(accesses()[0].body_bytes, 32 << 20);
}

TEST_F(ListenerEvents, EndsAllStreamsAtOnceWhenItStops) {
  start();
  auto connection = connect();
  connection.send(kWatch);
  connection.read_through("\r\n\r\n");
  const auto began = std::chrono::steady_clock::now();
  stop(60s);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 30s);
  connection.read_to_end();
  EXPECT_TRUE(connection.is_closed());
  EXPECT_TRUE(events_->is_over());
}

TEST_F(ListenerEvents, AMakerMayGoOnAfterTheListenerHasGone) {
  start();
  auto connection = connect();
  connection.send(kWatch);
  connection.read_through("\r\n\r\n");
  std::jthread maker{[&](const std::stop_token& stop) {
    while (!stop.stop_requested()) events_->update(event("x"));
  }};
  connection.read_through("\n\n");
  stop(0s);
}

}  // namespace
}  // namespace pixferry::http
