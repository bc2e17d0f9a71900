#include <sys/resource.h>

#include <future>

#include "api-gateway/http/listener_fixture.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSoon{50};
constexpr milliseconds kLongWait{20'000};

class ListenerLimits : public ListenerFixture {};

TEST_F(ListenerLimits, ClosesOnAHeaderThatNeverEnds) {
  start({.header_timeout = kSoon});
  auto connection = connect();
  connection.send("GET /hello HTTP/1.1\r\nHost: a\r\n");
  EXPECT_EQ(connection.read_to_end(), "");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerLimits, ClosesOnAClientThatSaysNothingAtAll) {
  start({.header_timeout = kSoon});
  auto connection = connect();
  EXPECT_EQ(connection.read_to_end(), "");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerLimits, GivesAHeaderThatTricklesNoMoreTimeForEachByte) {
  start({.header_timeout = milliseconds{200}});
  auto connection = connect();
  connection.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: ");
  int sent = 0;
  while (sent < 200 && !connection.hears_something_within(20)) {
    connection.send("a");
    ++sent;
  }
  EXPECT_LT(sent, 200);
  connection.read_to_end();
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerLimits, ClosesOnABodyThatNeverEnds) {
  start({.request_timeout = kSoon});
  auto connection = connect();
  connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
  EXPECT_EQ(connection.read_to_end(), "");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerLimits, ClosesAConnectionThatIsIdleBetweenRequests) {
  start({.idle_timeout = kSoon});
  auto connection = connect();
  connection.send(kHello);
  EXPECT_EQ(body_of(connection.read_to_end()), "hello");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerLimits, ClosesOnAClientThatDoesNotReadItsAnswer) {
  file_bytes_ = std::string(32u << 20, 'f');
  start({.write_timeout = kSoon, .linger_timeout = kSoon});
  auto connection = connect();
  connection.send("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_for_accesses(1);
  EXPECT_LT(connection.read_to_end().size(), file_bytes_.size());
  EXPECT_TRUE(connection.is_closed());
}

const std::string kGate = "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n";

TEST_F(ListenerLimits, RefusesAConnectionAboveTheCapAndTakesOneAgainLater) {
  start({.connections_max = 2});
  auto first = connect();
  first.send(kGate);
  auto second = connect();
  second.send(kGate);
  wait_for_waiters_at_gate(2);
  auto third = connect();
  EXPECT_EQ(status_of(third.read_to_end()), 503);
  EXPECT_TRUE(third.is_closed());
  open_gate();
  EXPECT_EQ(body_of(first.read_reply()), "open");
  while (status_of(ask(kHello)) != 200) {
  }
}

TEST_F(ListenerLimits, GivesThePlaceOfTheOldestIdleConnectionToANewOne) {
  start({.connections_max = 3});
  auto busy = connect();
  busy.send(kGate);
  wait_for_waiters_at_gate(1);
  auto oldest = connect();
  auto newer = connect();
  EXPECT_EQ(body_of(ask(kHello)), "hello");
  oldest.read_to_end();
  EXPECT_TRUE(oldest.is_closed());
  newer.send(kHello);
  EXPECT_EQ(body_of(newer.read_reply()), "hello");
  open_gate();
  EXPECT_EQ(body_of(busy.read_reply()), "open");
}

TEST_F(ListenerLimits, RefusesRequestsThatWouldWaitTooLong) {
  start({.request_threads = 1, .waiting_requests_max = 1});
  auto busy = connect();
  busy.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_for_waiter_at_gate();
  auto first = connect();
  auto second = connect();
  first.send(kHello);
  second.send(kHello);
  // Which of the two is first in the line is not ours to say.
  while (!first.hears_something_within(10) && !second.hears_something_within(10)) {
  }
  auto& refused = first.hears_something_within(0) ? first : second;
  const auto reply = refused.read_reply();
  EXPECT_EQ(status_of(reply), 503);
  EXPECT_EQ(header_of(reply, "Retry-After"), "1");
  open_gate();
  auto& served = &refused == &first ? second : first;
  EXPECT_EQ(status_of(served.read_reply()), 200);
  refused.send(kHello);
  EXPECT_EQ(status_of(refused.read_reply()), 200);
}

/// Sets how many descriptors the process may have, for the scope.
class DescriptorLimit {
 public:
  DescriptorLimit() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const FileDescriptor next{::dup(0)};
    auto lowered = before_;
    lowered.rlim_cur = static_cast<rlim_t>(next.get());
    ::setrlimit(RLIMIT_NOFILE, &lowered);
  }
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(ListenerLimits, SurvivesRunningOutOfDescriptors) {
  start({.accept_pause = milliseconds{20}});
  std::optional<DescriptorLimit> limit;
  RawConnection connection{port(), [&] { limit.emplace(); }};
  connection.send(kHello);
  EXPECT_FALSE(connection.hears_something_within(100));
  limit.reset();
  EXPECT_EQ(body_of(connection.read_reply()), "hello");
}

TEST_F(ListenerLimits, FinishesARequestThatHasBegunWhenItStops) {
  start();
  auto idle = connect();
  idle.send(kHello);
  idle.read_reply();
  auto busy = connect();
  busy.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n" + kHello);
  wait_for_waiter_at_gate();

  auto stopping = std::async(std::launch::async, [&] { stop(kLongWait); });
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_TRUE(idle.is_closed());
  open_gate();
  const auto reply = busy.read_to_end();
  EXPECT_EQ(body_of(reply), "open");
  EXPECT_EQ(header_of(reply, "Connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  busy.hang_up();
  EXPECT_EQ(stopping.wait_for(kLongWait), std::future_status::ready);
  EXPECT_THROW(connect(), std::runtime_error);
}

TEST_F(ListenerLimits, CallsRequestsOffWhenTheGraceIsOver) {
  std::promise<void> entered;
  router_.add(
      {"GET", "/stubborn",
       [&](const Request& request) {
         std::promise<void> called_off;
         const std::stop_callback wake{request.context.stop, [&] { called_off.set_value(); }};
         entered.set_value();
         called_off.get_future().wait();
         return Response{};
       },
       Access::open});
  start();
  auto connection = connect();
  connection.send("GET /stubborn HTTP/1.1\r\nHost: a\r\n\r\n");
  entered.get_future().wait();
  stop(milliseconds{10});
  connection.read_to_end();
  EXPECT_TRUE(connection.is_closed());
}

}  // namespace
}  // namespace pixferry::http
