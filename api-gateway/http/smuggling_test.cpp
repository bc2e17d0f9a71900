#include <gtest/gtest.h>

#include "api-gateway/http/listener_fixture.hpp"

namespace pixferry::http {
namespace {

/// A request whose end two servers could see in different places, with another request in it.
class Smuggling : public ListenerFixture, public testing::WithParamInterface<const char*> {};

TEST_P(Smuggling, IsAnswered400AndNothingAfterIt) {
  start();
  auto connection = connect();
  connection.send(std::string{GetParam()} + kHello + kHello);
  const auto reply = connection.read_to_end();
  EXPECT_EQ(status_of(reply), 400) << reply;
  EXPECT_EQ(header_of(reply, "Connection"), "close");
  EXPECT_EQ(reply.find("HTTP/1.1 2"), reply.npos) << "a second answer";
  EXPECT_TRUE(connection.is_closed());
  for (const auto& access : accesses()) EXPECT_NE(access.path, "/hello");
}

INSTANTIATE_TEST_SUITE_P(
    Table, Smuggling,
    testing::Values(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 34\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nX: a\r\n Content-Length: 5\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nX: a\nContent-Length: 5\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nX: a\rContent-Length: 5\r\n\r\n",
        "POST /echo HTTP/1.1\nHost: a\n\n", "GET /hello HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET http://b/hello HTTP/1.1\r\nHost: a\r\n\r\n", "GET /hello HTTP/2.0\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\r\n", "\x16\x03\x01\x02",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab0\r\n\r\n"));

}  // namespace
}  // namespace pixferry::http
