#include "api-gateway/routes/request_log.hpp"

#include <gmock/gmock.h>

#include "api-gateway/routes/gateway_fixture.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

class RequestLog : public GatewayFixture {
 protected:
  RequestLog() {
    log::configure(log::Level::info, log::Format::json);
    log::redirect([this](std::string_view line) { lines_.emplace_back(line); });
  }
  ~RequestLog() override {
    log::redirect({});
    log::configure(log::Level::info, log::Format::text);
  }

  http::Response post_traced(const std::string& path, const std::string& body) {
    http::Request request;
    request.method = "POST";
    request.path = path;
    request.headers.set("Content-Type", "application/json");
    request.headers.set("traceparent", "00-" + std::string{kTrace} + "-00f067aa0ba902b7-01");
    request.body = body;
    return ask(std::move(request));
  }

  std::vector<std::string> lines_;
};

TEST_F(RequestLog, TiesARequestAndItsTraceToTheJobThatItBegins) {
  const auto started = post_traced(
      "/import",
      R"({"folder_url": "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp?resourcekey=canary"})");
  ASSERT_EQ(started.status, 202) << text(started);
  ASSERT_THAT(lines_, SizeIs(1));
  EXPECT_THAT(lines_[0], HasSubstr(R"("request_id":"test")"));
  EXPECT_THAT(lines_[0], HasSubstr(R"("trace_id":")" + std::string{kTrace} + "\""));
  EXPECT_THAT(lines_[0], HasSubstr(std::string{json(started).at("job_id").as_string()}));
  EXPECT_THAT(lines_[0], HasSubstr(R"("route":"/import")"));
  EXPECT_THAT(lines_[0], testing::Not(HasSubstr("canary")));
}

TEST_F(RequestLog, NamesTheJobThatIsChanged) {
  const auto job = start_job();
  lines_.clear();
  post("/import/jobs/" + job + "/cancel");
  ASSERT_THAT(lines_, SizeIs(1));
  EXPECT_THAT(lines_[0], HasSubstr(job));
  EXPECT_THAT(lines_[0], HasSubstr(R"("status":202)"));
}

TEST_F(RequestLog, SaysNothingOfWhoOnlyReadsOrNamesNoJob) {
  const auto job = start_job();
  lines_.clear();
  get("/import/jobs/" + job);
  post("/import/jobs/canary/cancel");
  post("/import", R"({"folder_url": "canary"})");
  EXPECT_THAT(lines_, IsEmpty());
}

TEST_F(RequestLog, KeepsTheTraceWithTheJob) {
  post_traced("/import/google-drive",
              R"({"folder_url": "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp"})");
  auto transaction = *database_->begin({}, Access::read);
  const auto rows = transaction->query("SELECT trace_parent FROM pixferry.job", {});
  ASSERT_TRUE(rows);
  EXPECT_THAT(rows->at(0).text(0), HasSubstr(std::string{kTrace}));
}

}  // namespace
}  // namespace pixferry
