#include "api-gateway/http/response_head.hpp"

#include <gtest/gtest.h>

namespace pixferry::http {
namespace {

std::string head_of(const Response& response) {
  return response_head(response, {.request_id = "r", .now = from_milliseconds(784'111'777'000)});
}

TEST(ResponseHead, IsWrittenToTheLetter) {
  EXPECT_EQ(head_of({200, {{"Cache-Control", "public"}}, "abc"}),
            "HTTP/1.1 200 OK\r\n"
            "Cache-Control: public\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
            "Referrer-Policy: no-referrer\r\n"
            "X-Request-Id: r\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Length: 3\r\n\r\n");
}

TEST(ResponseHead, LeavesOutAFieldThatCouldEndItsLine) {
  for (const std::string& evil : {std::string{"a\r\nX-Evil: 1"}, std::string{"a\nb"},
                                  std::string{"a\0b", 3}, std::string{"\x7f"}}) {
    const auto head = head_of({200, {{"X-Name", evil}}, ""});
    EXPECT_EQ(head.find("X-Name"), head.npos);
    EXPECT_EQ(head.find("X-Evil"), head.npos);
    EXPECT_EQ(head, head_of({200, {}, ""}));
  }
}

TEST(ResponseHead, PromisesNoLengthWhereThereIsNoBody) {
  EXPECT_EQ(head_of({204, {}, ""}).find("Content-Length"), std::string::npos);
  EXPECT_EQ(head_of({304, {}, ""}).find("Content-Length"), std::string::npos);
}

}  // namespace
}  // namespace pixferry::http
