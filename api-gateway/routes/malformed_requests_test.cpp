#include <gmock/gmock.h>

#include <chrono>

#include "api-gateway/routes/gateway_fixture.hpp"
#include "testing/raw_connection.hpp"

namespace pixferry {
namespace {

struct Malformed {
  std::string what;
  std::string request;
  std::vector<int> statuses;  ///< any of them
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string getting(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

std::string posting(const std::string& path, const std::string& body) {
  return "POST " + path +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// A body of an import with something beside its link.
std::string import_with(const std::string& more) {
  return R"({"folder_url": "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp")" + more +
         "}";
}

const std::vector<Malformed>& bodies() {
  static const std::vector<Malformed> table{
      {"no JSON", posting("/import", "folder_url=x"), {400}},
      {"nothing", posting("/import", ""), {400, 422}},
      {"half of it", posting("/import", R"({"folder_url": ")"), {400}},
      {"more behind it", posting("/import", import_with("") + "{}"), {400, 422}},
      {"an array", posting("/import", "[]"), {422}},
      {"a deep array", posting("/import", repeated("[", 8000)), {400, 422}},
      {"a deep array that closes",
       posting("/import", repeated("[", 8000) + repeated("]", 8000)),
       {400, 422}},
      {"deep objects", posting("/import", repeated(R"({"a":)", 3000)), {400, 422}},
      {"a key twice", posting("/import", import_with(R"(, "folder_url": "x")")), {422}},
      {"a key twice, escaped",
       posting("/import", import_with(R"(, "folder\u005furl": "x")")),
       {422}},
      {"an unknown key", posting("/import", import_with(R"(, "owner": "me")")), {422}},
      {"a huge number", posting("/import", import_with(R"(, "max_files": 1e999)")), {400, 422}},
      {"a number beyond 64 bits",
       posting("/import", import_with(R"(, "max_files": 9223372036854775808)")),
       {422}},
      {"a negative number", posting("/import", import_with(R"(, "max_files": -1)")), {422}},
      {"a fraction", posting("/import", import_with(R"(, "max_files": 1.5)")), {422}},
      {"a text that is no UTF-8", posting("/import", "{\"folder_url\": \"\xff\xfe\"}"), {400, 422}},
      {"a lone surrogate", posting("/import", R"({"folder_url": "\ud800"})"), {400, 422}},
      {"a NUL in a text", posting("/import", R"({"folder_url": "\u0000"})"), {400, 422}},
      {"a link without end",
       posting("/import", R"({"folder_url": "https://)" + repeated("a", 15'000) + "\"}"),
       {400, 422}},
      {"a body above the limit", posting("/import", repeated(" ", 17'000) + "{}"), {413}},
      {"a body said to be endless",
       "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9223372036854775807\r\n\r\n",
       {400, 413}},
      {"a length that is no number",
       "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1e3\r\n\r\n",
       {400}},
      {"another type",
       "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
       {415}},
      {"a million ids",
       posting("/import/jobs/550e8400-e29b-41d4-a716-446655440000/retry",
               R"({"file_ids": [)" + repeated("1,", 7000) + "1]}"),
       {422}},
  };
  return table;
}

const std::vector<Malformed>& targets() {
  static const std::vector<Malformed> table{
      {"a huge page", getting("/images?page=9223372036854775807"), {200, 422}},
      {"a page beyond 64 bits", getting("/images?page=99999999999999999999999"), {422}},
      {"a negative page", getting("/images?page=-1"), {422}},
      {"page 0", getting("/images?page=0"), {422}},
      {"a huge limit", getting("/images?limit=4294967297"), {422}},
      {"a limit with a sign", getting("/images?limit=%2B5"), {422}},
      {"a cursor that nobody gave", getting("/images?cursor=" + repeated("A", 4000)), {422}},
      {"a parameter twice", getting("/images?page=1&page=2"), {422}},
      {"half an escape", getting("/images?q=%"), {400}},
      {"an escape that is none", getting("/images?q=%zz"), {400}},
      {"bytes that are no UTF-8", getting("/images?q=%ff%fe"), {200, 422}},
      {"a NUL in a query", getting("/images?q=%00"), {400}},
      {"a search without end", getting("/images?q=" + repeated("a", 8000)), {422}},
      {"thousands of parameters", getting("/images?" + repeated("a&", 7000)), {422}},
      {"a long path", getting("/" + repeated("a/", 7000)), {404}},
      {"a target above the limit", getting("/" + repeated("a", 17'000)), {431}},
      {"an id that is none", getting("/import/jobs/" + repeated("%2e", 100)), {404, 422}},
      {"an id beyond 64 bits", getting("/images/99999999999999999999"), {404, 422}},
      {"a way up", getting("/objects/../../etc/passwd"), {404}},
      {"a way up, escaped", getting("/objects/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), {404}},
      {"a blank in the target", getting("/images ?page=1"), {400}},
      {"no path", getting("images"), {400, 422}},
  };
  return table;
}

const std::vector<Malformed>& heads() {
  static const std::vector<Malformed> table{
      {"thousands of headers", getting("/health", repeated("X: 1\r\n", 3000)), {431}},
      {"as many headers as fit", getting("/health", repeated("X: 1\r\n", 2000)), {200, 400, 431}},
      {"a header above the limit",
       getting("/health", "X: " + repeated("a", 17'000) + "\r\n"),
       {431}},
      {"two lengths", getting("/health", "Content-Length: 0\r\nContent-Length: 0\r\n"), {400}},
      {"a folded line", getting("/health", "X: 1\r\n 2\r\n"), {400}},
      {"a NUL in a header", getting("/health", std::string{"X: a\0b\r\n", 8}), {400}},
      {"no method", " /health HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
      {"an unknown method", "BREW /health HTTP/1.1\r\nHost: localhost\r\n\r\n", {405}},
      {"another version", "GET /health HTTP/2.0\r\nHost: localhost\r\n\r\n", {400}},
      {"no host", "GET /health HTTP/1.1\r\n\r\n", {400}},
      {"TLS", std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15}, {400}},
      {"ranges without end",
       getting("/objects/o/aa/" + repeated("a", 64) + ".jpg",
               "Range: bytes=" + repeated("0-1,", 3000) + "0-1\r\n"),
       {404}},
      {"tags without end",
       getting("/images/layout", "If-None-Match: " + repeated("\"a\",", 3000) + "\"a\"\r\n"),
       {200}},
      {"codings without end",
       getting("/images", "Accept-Encoding: " + repeated("gzip;q=0,", 1500) + "*\r\n"),
       {200}},
      {"an endless key",
       getting("/images", "Authorization: Bearer " + repeated("k", 15'000) + "\r\n"),
       {200}},
  };
  return table;
}

class MalformedRequests : public GatewayFixture {
 protected:
  MalformedRequests() {
    config_.port = 0;
    config_.writes_per_minute = 0;
  }

  void refuse_all(const std::vector<Malformed>& table) {
    using std::chrono::steady_clock;
    auto gateway = Gateway::start(parts());
    ASSERT_TRUE(gateway) << gateway.error().message;
    for (const auto& row : table) {
      const auto began = steady_clock::now();
      RawConnection connection{(*gateway)->port()};
      connection.send(row.request);
      const int status = status_of(connection.read_reply());
      EXPECT_THAT(row.statuses, testing::Contains(status)) << row.what;
      EXPECT_LT(steady_clock::now() - began, std::chrono::seconds{5}) << row.what;
      RawConnection other{(*gateway)->port()};
      other.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
      EXPECT_EQ(status_of(other.read_reply()), 200) << "after " << row.what;
    }
    EXPECT_TRUE(json(get("/import/jobs")).at("jobs").as_array().empty()) << "nothing was started";
  }
};

TEST_F(MalformedRequests, OfTheBodyAreRefusedAndOthersServed) {
  refuse_all(bodies());
}

TEST_F(MalformedRequests, OfTheTargetAreRefusedAndOthersServed) {
  refuse_all(targets());
}

TEST_F(MalformedRequests, OfTheHeadAreRefusedAndOthersServed) {
  refuse_all(heads());
}

}  // namespace
}  // namespace pixferry
