#include "api-gateway/routes/metrics_route.hpp"

#include <gmock/gmock.h>

#include <set>

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

class MetricsRoute : public GatewayFixture {
 protected:
  std::string metrics() {
    const auto shown = get("/metrics");
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.headers.find("Content-Type"), MetricsText::kContentType);
    return text(shown);
  }
};

/// A line of the format: a comment, or a name, labels and a number.
bool is_well_formed(std::string_view line) {
  if (line.starts_with("# HELP ") || line.starts_with("# TYPE ")) return true;
  const auto blank = line.rfind(' ');
  const auto name = line.substr(0, line.find_first_of("{ "));
  const bool has_name = !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") ==
                                             std::string_view::npos;
  const bool has_number =
      line.find_first_not_of("0123456789.+-einfNa", blank + 1) == std::string_view::npos;
  return has_name && has_number && blank + 1 < line.size();
}

TEST_F(MetricsRoute, IsWellFormedAndNoFamilyStandsTwice) {
  import_images(start_job(), {"a.jpg"});
  get("/images");
  std::set<std::string> families;
  auto rest = metrics();
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    EXPECT_TRUE(is_well_formed(line)) << line;
    if (line.starts_with("# TYPE ")) {
      EXPECT_TRUE(families.insert(line.substr(7, line.find(' ', 7) - 7)).second) << line;
    }
    rest.erase(0, line.size() + 1);
  }
  for (const auto* family :
       {"http_server_request_duration_seconds", "pixferry_files_total", "pixferry_bytes_total",
        "pixferry_stage_duration_seconds", "pixferry_queue_depth", "pixferry_queue_oldest_seconds",
        "pixferry_workers", "pixferry_provider_throttle_seconds_total", "pixferry_jobs",
        "pixferry_sse_clients", "pixferry_build_info"}) {
    EXPECT_TRUE(families.contains(family)) << family;
  }
}

TEST_F(MetricsRoute, CountsRequestsByTheirRouteAndNeverByWhatTheyName) {
  const auto job = start_job();
  get("/import/jobs/" + job);
  get("/import/jobs/00000000-0000-4000-8000-000000000000");
  get("/nowhere/canary");
  http::Request odd;
  odd.method = "CANARY";
  odd.path = "/images";
  ask(odd);
  const auto text = metrics();
  EXPECT_THAT(text, HasSubstr("_count{http_request_method=\"GET\",http_route=\"/import/jobs/"
                              "{job_id}\",http_response_status_code=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("_count{http_request_method=\"GET\",http_route=\"/import/jobs/"
                              "{job_id}\",http_response_status_code=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("_count{http_request_method=\"GET\",http_route=\"\","
                              "http_response_status_code=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("_count{http_request_method=\"_OTHER\",http_route=\"\","
                              "http_response_status_code=\"405\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr(job)));
  EXPECT_THAT(text, Not(HasSubstr("canary")));
  EXPECT_THAT(text, Not(HasSubstr("CANARY")));
}

TEST_F(MetricsRoute, ShowsWhatIsLeftToDo) {
  claim_images(start_job(), {"a.jpg", "b.jpg"});
  clock_.advance(std::chrono::seconds{90});
  ASSERT_TRUE(roster_->report(context_, {.id = "w", .host = "h", .version = "1", .transfers = 1},
                              {.files_held = 2}));
  const auto text = metrics();
  EXPECT_THAT(text, HasSubstr("\npixferry_queue_depth 2\n"));
  EXPECT_THAT(text, HasSubstr("\npixferry_queue_oldest_seconds 90\n"));
  EXPECT_THAT(text, HasSubstr("\npixferry_jobs{state=\"processing\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("\npixferry_jobs{state=\"failed\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("\npixferry_workers{state=\"working\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("\npixferry_workers{state=\"idle\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("\npixferry_catalog_up 1\n"));
}

TEST_F(MetricsRoute, ShowsNothingLeftWhereAllIsDone) {
  import_images(start_job(), {"a.jpg"});
  const auto text = metrics();
  EXPECT_THAT(text, HasSubstr("\npixferry_queue_depth 0\n"));
  EXPECT_THAT(text, HasSubstr("\npixferry_queue_oldest_seconds 0\n"));
}

TEST_F(MetricsRoute, CountsWhoFollowsAJob) {
  const auto job = start_job();
  {
    const auto stream = get("/import/jobs/" + job + "/events");
    EXPECT_THAT(metrics(), HasSubstr("\npixferry_sse_clients 1\n"));
  }
  // Whoever looks at the job for its watchers may still hold the stream.
  const SystemClock patience;
  const auto deadline = patience.steady() + std::chrono::seconds{10};
  const std::string none = "\npixferry_sse_clients 0\n";
  while (metrics().find(none) == std::string::npos && patience.steady() < deadline) {
  }
  EXPECT_THAT(metrics(), HasSubstr(none));
}

TEST_F(MetricsRoute, NeedsAKeyWhereThereAreKeys) {
  config_.api_keys = {Secret{"0123456789abcdef"}};
  EXPECT_EQ(get("/metrics").status, 401);
  EXPECT_EQ(get("/metrics", {{"Authorization", "Bearer 0123456789abcdef"}}).status, 200);
}

}  // namespace
}  // namespace pixferry
