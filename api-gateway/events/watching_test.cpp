#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "api-gateway/events/watching_fixture.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
using testing::ElementsAre;

class Watching : public WatchingFixture {
 protected:
  /// Type and id of all events that still come, progress left out: "file 3".
  static std::vector<std::string> rest_of(EventClient& client) {
    std::vector<std::string> seen;
    while (const auto event = client.next()) {
      if (event->type != "progress") seen.push_back(event->type + " " + event->id);
    }
    EXPECT_TRUE(client.is_closed());
    return seen;
  }
};

TEST_F(Watching, BeginsWithTheWholeJobAndTellsEachFailureUntilTheEnd) {
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg", "b.jpg", "c.jpg"});
  auto client = watch(job);
  const auto snapshot = client.next();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->type, "snapshot");
  EXPECT_EQ(snapshot->id, "0");
  EXPECT_EQ(bj::parse(snapshot->data), json(get("/import/jobs/" + job)));

  end(leases[0], fresh_image());
  end(leases[1], kGone);
  const auto file = client.next("file");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->id, "1");
  const auto told = bj::parse(file->data);
  EXPECT_EQ(told.at("file_id"), leases[1].id.value);
  EXPECT_EQ(told.at("path"), "Sea/b.jpg");
  EXPECT_EQ(told.at("state"), "failed");
  EXPECT_EQ(told.at("reason"), "source_gone");
  EXPECT_EQ(told.at("detail"), "It is gone.");
  EXPECT_EQ(told.at("attempts"), 1);

  end(leases[2], fresh_image());
  settle(job);
  const auto state = client.next("state");
  ASSERT_TRUE(state);
  EXPECT_EQ(bj::parse(state->data).at("status"), "completed");
  const auto done = client.next();
  ASSERT_TRUE(done);
  EXPECT_EQ(done->type, "done");
  EXPECT_EQ(done->id, "3");
  EXPECT_FALSE(client.next());
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Watching, ProgressCarriesNoIdAndIsExactBeforeTheEnd) {
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg", "b.jpg"});
  auto client = watch(job);
  client.next("snapshot");
  end(leases[0], fresh_image());
  end(leases[1], fresh_image());
  settle(job);
  std::optional<ServerEvent> last_progress;
  for (auto event = client.next(); event && event->type != "done"; event = client.next()) {
    if (event->type == "progress") last_progress = event;
  }
  ASSERT_TRUE(last_progress);
  EXPECT_EQ(last_progress->id, "");
  const auto counts = bj::parse(last_progress->data);
  EXPECT_EQ(counts.at("status"), "completed");
  EXPECT_EQ(counts.at("imported_files"), 2);
  EXPECT_EQ(counts.at("processed_files"), 2);
  EXPECT_EQ(counts.at("progress_percent").to_number<double>(), 100.0);
}

TEST_F(Watching, WhoComesAfterTheEndIsToldTheJobAndThatItHasEnded) {
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg"});
  end(leases[0], kGone);
  settle(job);
  auto client = watch(job);
  EXPECT_THAT(rest_of(client), ElementsAre("snapshot 2", "done 3"));
}

TEST_F(Watching, WhoComesBackIsToldWhatItMissedAndNothingTwice) {
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg", "b.jpg", "c.jpg"});
  for (const auto& lease : leases) end(lease, kGone);
  settle(job);
  auto client = watch(job, "1");
  EXPECT_THAT(rest_of(client), ElementsAre("file 2", "file 3", "state 4", "done 5"));
  auto from_the_start = watch(job, "0");
  EXPECT_THAT(rest_of(from_the_start),
              ElementsAre("file 1", "file 2", "file 3", "state 4", "done 5"));
}

TEST_F(Watching, WhoMissedTooMuchBeginsAnew) {
  config_.limits.job_events_max = 2;
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg", "b.jpg", "c.jpg"});
  for (const auto& lease : leases) end(lease, kGone);
  auto client = watch(job, "0");
  EXPECT_EQ(client.next()->type, "reset");
  const auto snapshot = client.next();
  EXPECT_EQ(snapshot->type, "snapshot");
  EXPECT_EQ(snapshot->id, "3");
  settle(job);
  EXPECT_THAT(rest_of(client), ElementsAre("state 4", "done 5"));
}

TEST_F(Watching, AnEventThatWasNeverGivenMeansToBeginAnew) {
  const auto job = start_job();
  claim_images(job, {"a.jpg"});
  for (const auto* id : {"99", "-1", "7x", "99999999999999999999999"}) {
    auto client = watch(job, id);
    EXPECT_EQ(client.next()->type, "reset") << id;
    EXPECT_EQ(client.next()->type, "snapshot") << id;
  }
}

TEST_F(Watching, ARetryIsToldToWhoSawTheJobEnd) {
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg"});
  end(leases[0], kGone);
  settle(job);
  ASSERT_EQ(post("/import/jobs/" + job + "/retry").status, 202);
  auto client = watch(job, "2");
  EXPECT_EQ(client.next("done")->id, "3") << "it ended, and the stream goes on";
  const auto state = client.next();
  EXPECT_EQ(state->type, "state");
  EXPECT_EQ(bj::parse(state->data).at("status"), "processing");
  const auto file = client.next();
  EXPECT_EQ(bj::parse(file->data).at("state"), "pending");
  EXPECT_EQ(bj::parse(file->data).at("reason"), nullptr);
  const auto cancelled = post("/import/jobs/" + job + "/cancel");
  ASSERT_EQ(cancelled.status, 202);
  EXPECT_THAT(rest_of(client), ElementsAre("state 6", "done 7"));
}

TEST_F(Watching, AGatewayThatStopsEndsItsStreams) {
  const auto job = start_job();
  auto client = watch(job);
  client.next("snapshot");
  gateway_->stop(std::chrono::minutes{1});
  EXPECT_FALSE(client.next());
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Watching, WakeUpsThatGetLostCostAMoment) {
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg"});
  auto client = watch(job);
  client.next("snapshot");
  finish({{leases[0], kGone}});
  EXPECT_THAT(rest_of(client), ElementsAre("file 1", "state 2", "done 3"));
}

}  // namespace
}  // namespace pixferry
