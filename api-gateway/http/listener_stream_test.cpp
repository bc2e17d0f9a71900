#include "api-gateway/http/listener_fixture.hpp"

namespace pixferry::http {
namespace {

using namespace std::chrono_literals;

const std::string kStream = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";

/// What a test lets a stream say, and how it ends.
struct Script {
  std::vector<std::string> pieces;
  bool fails = false;       ///< at the end, in place of ending well
  bool throws = false;      ///< likewise
  bool is_endless = false;  ///< the last piece again and again
};

class ScriptedPieces final : public PieceSource {
 public:
  ScriptedPieces(Script script, std::atomic<int>& made) : script_(std::move(script)), made_(made) {}

  Result<std::string> next(const Context&) override {
    if (given_ < script_.pieces.size()) {
      ++made_;
      const auto& piece = script_.pieces[given_];
      if (!script_.is_endless || given_ + 1 < script_.pieces.size()) ++given_;
      return piece;
    }
    if (script_.throws) throw std::runtime_error("a bug");
    if (script_.fails) return Error{ErrorCode::catalog_unavailable, "gone"};
    return std::string{};
  }

 private:
  Script script_;
  std::atomic<int>& made_;
  std::size_t given_ = 0;
};

/// The toy application, with GET /stream besides, which says what the test has written.
class ListenerStream : public ListenerFixture {
 protected:
  ListenerStream() {
    router_.add({"GET", "/stream",
                 [this](const Request&) {
                   return Response{200, {}, std::make_shared<ScriptedPieces>(script_, made_)};
                 },
                 Access::open});
  }

  Script script_;
  std::atomic<int> made_ = 0;
};

TEST_F(ListenerStream, ComesInChunksAndKeepsTheConnection) {
  script_.pieces = {"one", std::string(20, 'x')};
  start();
  auto connection = connect();
  for (int i = 0; i < 2; ++i) {
    connection.send(kStream);
    const auto head = connection.read_through("\r\n\r\n");
    EXPECT_EQ(header_of(head, "Transfer-Encoding"), "chunked");
    EXPECT_EQ(header_of(head, "Content-Length"), "");
    EXPECT_EQ(header_of(head, "Connection"), "");
    EXPECT_EQ(connection.read_through("0\r\n\r\n"),
              "3\r\none\r\n14\r\n" + std::string(20, 'x') + "\r\n0\r\n\r\n");
  }
  wait_for_accesses(2);
  EXPECT_EQ(accesses()[0].body_bytes, 23);
}

TEST_F(ListenerStream, OfNothingIsAnEmptyBody) {
  start();
  auto connection = connect();
  connection.send(kStream + kHello);
  EXPECT_TRUE(connection.read_through("0\r\n\r\n").ends_with("\r\n\r\n0\r\n\r\n"));
  EXPECT_EQ(body_of(connection.read_reply()), "hello");
}

TEST_F(ListenerStream, EndsWithTheConnectionForAClientThatKnowsNoChunks) {
  script_.pieces = {"one", "two"};
  start();
  auto connection = connect();
  connection.send("GET /stream HTTP/1.0\r\n\r\n");
  const auto reply = connection.read_to_end();
  EXPECT_EQ(header_of(reply, "Transfer-Encoding"), "");
  EXPECT_EQ(header_of(reply, "Connection"), "close");
  EXPECT_EQ(body_of(reply), "onetwo");
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(ListenerStream, HasNoBodyWhereOnlyTheHeadIsAskedFor) {
  script_.pieces = {"one"};
  start();
  auto connection = connect();
  connection.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n" + kHello);
  EXPECT_EQ(status_of(connection.read_reply(false)), 200);
  EXPECT_EQ(body_of(connection.read_reply()), "hello");
  EXPECT_EQ(made_, 0);
}

TEST_F(ListenerStream, BreaksOffSoThatTheClientCanSeeIt) {
  start();
  for (const bool throws : {false, true}) {
    script_ = {.pieces = {"one"}, .fails = !throws, .throws = throws};
    auto connection = connect();
    connection.send(kStream);
    EXPECT_TRUE(connection.read_to_end().ends_with("3\r\none\r\n")) << "no last chunk";
    EXPECT_TRUE(connection.is_closed());
  }
}

TEST_F(ListenerStream, IsMadeNoFasterThanItIsRead) {
  script_ = {.pieces = {std::string(1u << 20, 'x')}, .is_endless = true};
  start();
  auto connection = connect();
  connection.send(kStream);
  connection.read_through("\r\n\r\n");
  // As many pieces as the buffers of the two sockets take, and no more while nothing is read.
  int before = -1;
  while (before != made_) {
    before = made_;
    connection.hears_something_within(1);
    EXPECT_EQ(body_of(ask(kHello)), "hello");
  }
  EXPECT_LT(made_, 32);
}

TEST_F(ListenerStream, EndsWhenItsClientHasGone) {
  script_ = {.pieces = {std::string(1u << 20, 'x')}, .is_endless = true};
  start();
  auto connection = connect();
  connection.send(kStream);
  connection.read_through("\r\n\r\n");
  connection.hang_up();
  wait_for_accesses(1);
  EXPECT_EQ(accesses()[0].path, "/stream");
}

TEST_F(ListenerStream, EndsAtOnceWhenTheServerStopsHoweverLongTheGrace) {
  script_ = {.pieces = {std::string(1u << 20, 'x')}, .is_endless = true};
  start();
  auto reading = connect();
  auto idle = connect();
  reading.send(kStream);
  idle.send(kStream);
  reading.read_through("\r\n\r\n");
  idle.read_through("\r\n\r\n");
  stop(1h);
  reading.read_to_end();
  EXPECT_TRUE(reading.is_closed());
}

TEST_F(ListenerStream, LeavesTheThreadsToOthersWhileNobodyReadsIt) {
  script_ = {.pieces = {std::string(1u << 20, 'x')}, .is_endless = true};
  ListenerOptions options;
  options.request_threads = 1;
  start(options);
  std::vector<RawConnection> slow;
  for (int i = 0; i < 20; ++i) {
    slow.push_back(connect());
    slow.back().send(kStream);
    slow.back().read_through("\r\n\r\n");
  }
  EXPECT_EQ(body_of(ask(kHello)), "hello");
}

}  // namespace
}  // namespace pixferry::http
