#include "simulator/simulator.hpp"

#include <curl/curl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <thread>

#include "pipeline/object_store/s3/s3_store.hpp"
#include "simulator/early_requests.hpp"
#include "testing/raw_connection.hpp"
#include "testing/raw_http_client.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using simulator::Operation;

class SimulatorTest : public testing::Test {
 protected:
  void start(std::string_view faults) {
    auto plan = simulator::parse_fault_plan(faults);
    ASSERT_TRUE(plan) << plan.error().message;
    auto started = Simulator::start(
        {.photos = 12, .folders = 1, .photo_edge_max = 32, .faults = std::move(*plan)});
    ASSERT_TRUE(started) << started.error().message;
    simulator_ = std::move(*started);
    for (const auto& file : simulator_->tree().expected()) {
      if (file.state == FileState::imported) photo_ = file;
    }
  }

  std::uint16_t port() const {
    const auto url = simulator_->base_url();
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  }
  RawHttpClient client() const { return RawHttpClient{port()}; }

  RawAnswer download() const {
    return client().get("/drive/v3/files/" + photo_.id + "?alt=media&key=k");
  }

  /// The answer to a download that meets this fault.
  RawAnswer download_with(const std::string& fault) {
    start("download:" + fault + "=1x");
    auto answer = download();
    EXPECT_EQ(download().status, 200) << "the fault was to happen once";
    return answer;
  }

  std::unique_ptr<Simulator> simulator_;
  simulator::ExpectedFile photo_;
};

std::string reason_of(const RawAnswer& answer) {
  const auto error = boost::json::parse(answer.body).at("error");
  return std::string{error.at("errors").at(0).at("reason").as_string()};
}

TEST_F(SimulatorTest, ThrottlesWithAndWithoutRetryAfter) {
  const auto plain = download_with("429");
  EXPECT_EQ(plain.status, 429);
  EXPECT_EQ(reason_of(plain), "rateLimitExceeded");
  EXPECT_EQ(plain.header("Retry-After"), "");
  EXPECT_EQ(download_with("429+7s").header("Retry-After"), "7");
}

TEST_F(SimulatorTest, RefusesWith403ForThreeReasonsThatMustBeToldApart) {
  const auto rate = download_with("403");
  EXPECT_EQ(rate.status, 403);
  EXPECT_EQ(reason_of(rate), "userRateLimitExceeded");
  const auto quota = download_with("quota");
  EXPECT_EQ(quota.status, 403);
  EXPECT_EQ(reason_of(quota), "downloadQuotaExceeded");
  const auto sorry = download_with("sorry");
  EXPECT_EQ(sorry.status, 403);
  EXPECT_THAT(sorry.body, testing::HasSubstr("<title>Sorry...</title>"));
}

TEST_F(SimulatorTest, AsksToWaitUntilADateOrForNobodyKnowsHowLong) {
  const auto before = std::chrono::system_clock::now();
  const auto dated = download_with("503+date2s");
  const auto after = std::chrono::system_clock::now();
  const auto date =
      std::chrono::system_clock::from_time_t(curl_getdate(dated.header("Retry-After").c_str(), {}));
  EXPECT_GE(date, before + 2s);
  EXPECT_LT(date, after + 3s);
  EXPECT_THAT(dated.header("Retry-After"), testing::EndsWith(" GMT"));
  EXPECT_THAT(download_with("429+garbage").header("Retry-After"), testing::HasSubstr("cows"));
}

TEST_F(SimulatorTest, RefusesForAnyReasonThatIsAskedFor) {
  const auto refused = download_with("403-cannotDownloadAbusiveFile");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(reason_of(refused), "cannotDownloadAbusiveFile");
}

TEST_F(SimulatorTest, HoldsAgainstItsClientsWhatComesBeforeARetryAfterIsOver) {
  start("download:429+60s=1x");
  auto connection = client();
  const auto target = "/drive/v3/files/" + photo_.id + "?alt=media&key=k";
  EXPECT_EQ(connection.get(target).status, 429);
  // The pause counts from a moment after the answer, so this asks until that has come.
  do {
    EXPECT_EQ(connection.get("/drive/v3/files/" + photo_.id + "?key=k").status, 200);
  } while (simulator_->counters().requests_before_retry_after == 0);
  EXPECT_EQ(simulator_->counters().refusals, 1U);
}

TEST_F(SimulatorTest, TakesTheWaitOfADownloadQuotaForOneFilesAlone) {
  start("download:quota+60s=1x");
  EXPECT_EQ(download().status, 403);
  const auto end = std::chrono::steady_clock::now() + 2 * simulator::EarlyRequests::kOnItsWay;
  while (std::chrono::steady_clock::now() < end) EXPECT_EQ(download().status, 200);
  EXPECT_EQ(simulator_->counters().requests_before_retry_after, 0U);
}

TEST_F(SimulatorTest, StallsInTheBodyUntilItIsStopped) {
  start("download:stall=always");
  RawConnection patient{port()};
  patient.send("GET /drive/v3/files/" + photo_.id + "?alt=media&key=k HTTP/1.1\r\n\r\n");
  EXPECT_THAT(patient.read_reply(false), testing::HasSubstr(std::to_string(photo_.size_bytes)));
  EXPECT_EQ(simulator_->counters().of(Operation::download).faults, 1U);
  simulator_->stop();
  EXPECT_EQ(static_cast<std::int64_t>(patient.read_to_end().size()), photo_.size_bytes / 2);
  EXPECT_TRUE(patient.is_closed());
}

TEST_F(SimulatorTest, BreaksLikeAServer) {
  EXPECT_EQ(reason_of(download_with("500")), "internalError");
  EXPECT_EQ(reason_of(download_with("503")), "backendError");
  EXPECT_EQ(download_with("504").status, 504);
  const auto gateway = download_with("502");
  EXPECT_EQ(gateway.status, 502);
  EXPECT_THAT(gateway.header("Content-Type"), testing::StartsWith("text/html"));
}

TEST_F(SimulatorTest, GivesAWebPageInPlaceOfAPhoto) {
  const auto page = download_with("html");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.header("Content-Type"), testing::StartsWith("text/html"));
  EXPECT_THAT(page.body, testing::StartsWith("<!DOCTYPE html>"));
}

TEST_F(SimulatorTest, BreaksTheConnection) {
  EXPECT_EQ(download_with("reset").ending, RawAnswer::Ending::reset);
  EXPECT_EQ(download_with("reset-body").ending, RawAnswer::Ending::reset);
  const auto cut = download_with("cut");
  EXPECT_EQ(cut.ending, RawAnswer::Ending::closed);
  EXPECT_EQ(cut.header("Content-Length"), std::to_string(photo_.size_bytes));
  EXPECT_EQ(static_cast<std::int64_t>(cut.body.size()), photo_.size_bytes / 2);
}

TEST_F(SimulatorTest, DeliversOtherBytesThanItDescribes) {
  const auto cut_short = download_with("short");
  const auto size = static_cast<std::size_t>(photo_.size_bytes);
  EXPECT_EQ(cut_short.ending, RawAnswer::Ending::whole);
  EXPECT_EQ(cut_short.body.size(), size / 2);
  EXPECT_GT(download_with("long").body.size(), size);
  const auto wrong = download_with("wrong");
  const auto right = download();
  ASSERT_EQ(wrong.body.size(), right.body.size());
  int differing = 0;
  for (std::size_t i = 0; i < size; ++i) differing += wrong.body[i] != right.body[i] ? 1 : 0;
  EXPECT_EQ(differing, 1);
}

TEST_F(SimulatorTest, DripsABody) {
  const auto slow = download_with("slow");
  EXPECT_EQ(slow.ending, RawAnswer::Ending::whole);
  EXPECT_EQ(static_cast<std::int64_t>(slow.body.size()), photo_.size_bytes);
}

TEST_F(SimulatorTest, CountsWhatItIsAskedAndWhatItSpoils) {
  start("download:500=1x");
  (void)download();
  (void)download();
  (void)client().get("/drive/v3/files/" + photo_.id + "?key=k");
  (void)client().get("/elsewhere");
  const auto counters = simulator_->counters();
  EXPECT_EQ(counters.of(Operation::download).requests, 2u);
  EXPECT_EQ(counters.of(Operation::download).faults, 1u);
  EXPECT_EQ(counters.of(Operation::get).requests, 1u);
  EXPECT_EQ(counters.of(Operation::list).requests, 0u);
  EXPECT_EQ(counters.other_requests, 1u);
  EXPECT_GE(counters.body_bytes, static_cast<std::uint64_t>(photo_.size_bytes));
  const auto stats = boost::json::parse(client().get("/sim/stats").body);
  EXPECT_EQ(stats.at("download").at("faults"), 1);
  EXPECT_EQ(stats.at("connections"), 5);
}

TEST_F(SimulatorTest, ShowsAndChangesItsFaultsWhileItRuns) {
  start("download:500=always");
  auto admin = client();
  const auto ask = [&](const std::string& method, const std::string& body = {}) {
    return admin.exchange(method + " /sim/faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                          std::to_string(body.size()) + "\r\n\r\n" + body);
  };
  EXPECT_EQ(ask("GET").body, "download:500=always\n");
  EXPECT_EQ(ask("PUT", "download:503=1x,list:cycle=1x\n").body, "download:503=1x,list:cycle=1x\n");
  EXPECT_EQ(download().status, 503);
  EXPECT_EQ(download().status, 200);
  const auto stats = boost::json::parse(client().get("/sim/stats").body);
  EXPECT_EQ(stats.at("staged").at(0).at("fault"), "download:503=1x");
  EXPECT_EQ(stats.at("staged").at(0).at("met"), 1);
  EXPECT_EQ(stats.at("staged").at(1).at("met"), 0);

  const auto refused = ask("PUT", "download:nothing=1x");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, testing::HasSubstr("there is no fault \"nothing\""));
  EXPECT_EQ(ask("GET").body, "download:503=1x,list:cycle=1x\n");
  EXPECT_EQ(ask("DELETE").body, "\n");
  const auto other = ask("POST", "list:500=1x");
  EXPECT_EQ(other.status, 405);
  EXPECT_EQ(other.header("Allow"), "GET, PUT, DELETE");
  EXPECT_EQ(simulator_->counters().other_requests, 0U);
}

TEST_F(SimulatorTest, HasABucketWithFaultsOfItsOwn) {
  start("put:slowdown=1x");
  const auto& options = simulator_->s3().options();
  const S3Config config{.endpoint = simulator_->s3_endpoint(),
                        .bucket = options.bucket,
                        .access_key_id = options.account.access_key_id,
                        .secret_access_key = Secret{options.account.secret_access_key}};
  const SystemClock clock;
  HttpClient http{{.trusted_origins = {s3_origin(config)}}, clock, {}};
  S3Store store{config, http, clock};
  EXPECT_FALSE(store.check({}));
  EXPECT_TRUE(store.check({}));
  EXPECT_EQ(simulator_->s3().objects().puts(), 1u);
  EXPECT_EQ(simulator_->counters().of(Operation::put).requests, 2u);
  EXPECT_EQ(simulator_->counters().of(Operation::put).faults, 1u);
  EXPECT_EQ(boost::json::parse(client().get("/sim/s3").body).at("puts"), 1);
}

TEST_F(SimulatorTest, AddsLatencyToEveryRequest) {
  auto started = Simulator::start(
      {.photos = 1, .folders = 1, .photo_edge_max = 32, .latency = std::chrono::milliseconds{30}});
  ASSERT_TRUE(started);
  simulator_ = std::move(*started);
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(
      client().get("/drive/v3/files/" + std::string{simulator::kDemoFolder} + "?key=k").status,
      200);
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds{30});
}

TEST_F(SimulatorTest, ServesManyClientsAtOnce) {
  start("download:429=10%");
  std::atomic<int> served = 0;
  std::vector<std::jthread> clients;
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&] {
      auto connection = client();
      for (const auto& file : simulator_->tree().expected()) {
        const auto answer = connection.get("/drive/v3/files/" + file.id + "?alt=media&key=k");
        served += answer.ending == RawAnswer::Ending::whole ? 1 : 0;
      }
    });
  }
  clients.clear();
  EXPECT_EQ(static_cast<std::size_t>(served), 16 * simulator_->tree().expected().size());
  EXPECT_EQ(simulator_->counters().of(Operation::download).requests,
            static_cast<std::uint64_t>(served));
}

TEST_F(SimulatorTest, RefusesOptionsThatCannotBe) {
  for (const auto& options :
       {SimulatorOptions{.photos = -1}, SimulatorOptions{.folders = 0},
        SimulatorOptions{.file_bytes = 100}, SimulatorOptions{.photo_edge_max = 1},
        SimulatorOptions{.photos = 1, .photo_edge_max = 32, .page_size_max = 0},
        SimulatorOptions{.host = "example.com", .photos = 1, .photo_edge_max = 32}}) {
    const auto started = Simulator::start(options);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::invalid_configuration);
  }
}

TEST_F(SimulatorTest, StopsTwiceWithoutHarm) {
  start("");
  simulator_->stop();
  simulator_->stop();
  EXPECT_EQ(download().ending, RawAnswer::Ending::unreachable);
}

}  // namespace
}  // namespace pixferry
