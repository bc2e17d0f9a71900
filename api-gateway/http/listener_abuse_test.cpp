#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "api-gateway/http/listener_fixture.hpp"

namespace pixferry::http {
namespace {

using std::chrono::milliseconds;

std::int64_t resident_bytes() {
  std::ifstream statm{"/proc/self/statm"};
  std::int64_t size = 0;
  std::int64_t resident = 0;
  statm >> size >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

const std::string kChunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

class ListenerAbuse : public ListenerFixture {
 protected:
  /// Sends the text again and again, a gigabyte at most, until the listener has had enough; answers
  /// how much it was.
  static std::size_t pour(RawConnection& connection, const std::string& text) {
    constexpr std::size_t kGigabyte = 1u << 30;
    std::size_t sent = 0;
    while (sent < kGigabyte && connection.send(text)) sent += text.size();
    return sent;
  }
};

TEST_F(ListenerAbuse, ABodyOfChunksWithoutEndTakesNoMemory) {
  start({.linger_timeout = milliseconds{300}});
  auto connection = connect();
  connection.send(kChunked);
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  const auto before = resident_bytes();
  EXPECT_GT(pour(connection, chunk), ListenerOptions{}.body_bytes_max);
  EXPECT_LT(resident_bytes() - before, 64 << 20);
  wait_for_accesses(1);
  EXPECT_EQ(accesses().front().status, 413);
  EXPECT_EQ(body_of(ask(kHello)), "hello");
}

TEST_F(ListenerAbuse, AChunkExtensionWithoutEndIsRefused) {
  start({.linger_timeout = milliseconds{50}});
  auto connection = connect();
  connection.send(kChunked + "1;");
  const auto before = resident_bytes();
  pour(connection, std::string(1 << 16, 'e'));
  EXPECT_LT(resident_bytes() - before, 64 << 20);
  wait_for_accesses(1);
  EXPECT_EQ(accesses().front().status, 400);
}

TEST_F(ListenerAbuse, TrailersWithoutEndAreRefused) {
  start({.linger_timeout = milliseconds{50}});
  auto connection = connect();
  connection.send(kChunked + "0\r\n");
  const auto before = resident_bytes();
  std::string trailers;
  for (int i = 0; i < 4000; ++i) trailers += "X-Trailer: 1\r\n";
  pour(connection, trailers);
  EXPECT_LT(resident_bytes() - before, 64 << 20);
  wait_for_accesses(1);
  EXPECT_EQ(accesses().front().status, 400);
}

TEST_F(ListenerAbuse, GivesABodyThatTricklesNoMoreTimeForEachByte) {
  start({.request_timeout = milliseconds{200}});
  auto connection = connect();
  connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
  int sent = 0;
  while (sent < 200 && !connection.hears_something_within(20)) {
    connection.send("a");
    ++sent;
  }
  EXPECT_LT(sent, 200);
  connection.read_to_end();
  EXPECT_TRUE(connection.is_closed());
}

/// Each connection takes a descriptor at both ends.
bool may_have_descriptors(rlim_t wanted) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, wanted));
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur >= wanted;
}

TEST_F(ListenerAbuse, TenThousandIdleConnectionsTakeLittleAndNothingFromTheOthers) {
  constexpr int kConnections = 10'000;
  const ListenerOptions options;
  if (!may_have_descriptors(kConnections + 2 * options.connections_max)) {
    GTEST_SKIP() << "this process may not have as many descriptors";
  }
  start();
  const auto before = resident_bytes();
  std::vector<RawConnection> idle;
  for (int i = 0; i < kConnections; ++i) {
    idle.push_back(connect());
    if (i % 1000 != 999) continue;
    EXPECT_EQ(body_of(ask(kHello)), "hello") << i;
  }
  EXPECT_LT(resident_bytes() - before, 256 << 20);
  EXPECT_EQ(body_of(ask(kHello)), "hello");
}

TEST_F(ListenerAbuse, HundredsOfSlowClientsTakeNothingFromTheOthers) {
  file_bytes_ = std::string(8u << 20, 'f');
  start();
  std::vector<RawConnection> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(connect());
    slow.back().send("GET /hello HTTP/1.1\r\nHost: a\r\nX: ");
    slow.push_back(connect());
    slow.back().send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na");
    slow.push_back(connect());
    slow.back().send("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");  // and reads nothing
  }
  for (int i = 0; i < 20; ++i) EXPECT_EQ(body_of(ask(kHello)), "hello");
}

}  // namespace
}  // namespace pixferry::http
