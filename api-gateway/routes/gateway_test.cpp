#include "api-gateway/gateway.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"
#include "testing/raw_connection.hpp"

namespace pixferry {
namespace {

class GatewayTest : public GatewayFixture {
 protected:
  GatewayTest() { config_.port = 0; }
};

TEST_F(GatewayTest, AnswersOverASocketWhatTheRoutesAnswer) {
  auto gateway = Gateway::start(parts());
  ASSERT_TRUE(gateway) << gateway.error().message;
  RawConnection connection{(*gateway)->port()};
  const std::string body =
      R"({"folder_url": "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp"})";
  connection.send(
      "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  const auto reply = connection.read_reply();
  EXPECT_EQ(status_of(reply), 202);
  const std::string location{header_of(reply, "Location")};
  connection.send("GET " + location + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto job = connection.read_reply();
  EXPECT_EQ(status_of(job), 200);
  EXPECT_EQ(header_of(job, "Content-Type"), "application/json");
  EXPECT_NE(job.find("\"status\":\"processing\""), job.npos);
  connection.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(status_of(connection.read_reply()), 404);
  (*gateway)->stop(std::chrono::seconds{1});
}

TEST_F(GatewayTest, OfAWorkerShowsItsMetricsAndItsHealthAndNothingElse) {
  config_.metrics_port = 0;
  config_.api_keys = {Secret{"0123456789abcdef"}};
  auto gateway = Gateway::start_metrics(parts());
  ASSERT_TRUE(gateway) << gateway.error().message;
  RawConnection connection{(*gateway)->port()};
  const std::string key = "Authorization: Bearer 0123456789abcdef\r\n";
  const auto ask = [&](const std::string& path, const std::string& headers) {
    connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    return connection.read_reply();
  };
  const auto metrics = ask("/metrics", key);
  EXPECT_EQ(status_of(metrics), 200);
  EXPECT_NE(metrics.find("pixferry_build_info{version="), metrics.npos);
  EXPECT_EQ(metrics.find("pixferry_jobs"), metrics.npos) << "the gateways count those";
  EXPECT_EQ(status_of(ask("/metrics", "")), 401);
  EXPECT_EQ(status_of(ask("/health/ready", "")), 200);
  EXPECT_EQ(status_of(ask("/import/jobs", key)), 404);
}

TEST_F(GatewayTest, MeasuresWhatEachAddressWrites) {
  config_.writes_per_minute = 2;
  auto gateway = Gateway::start(parts());
  ASSERT_TRUE(gateway) << gateway.error().message;
  const std::string post = "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
  std::vector<int> statuses;
  for (int i = 0; i < 3; ++i) {
    RawConnection connection{(*gateway)->port()};
    connection.send(post);
    statuses.push_back(status_of(connection.read_reply()));
  }
  EXPECT_EQ(statuses, (std::vector{415, 415, 429}));
  RawConnection reading{(*gateway)->port()};
  reading.send("GET /images HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(status_of(reading.read_reply()), 200);
}

TEST_F(GatewayTest, PacksWhatIsLong) {
  const auto packed = get("/openapi.json", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed.headers.find("Content-Encoding"), "gzip");
  EXPECT_LT(text(packed).size() * 3, text(get("/openapi.json")).size());
}

TEST_F(GatewayTest, DoesNotListenWhereItWouldLetOthersIn) {
  config_.host = "0.0.0.0";
  const auto refused = Gateway::start(parts());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_configuration);
}

}  // namespace
}  // namespace pixferry
