#include <gtest/gtest.h>
#include <signal.h>

#include "testing/event_client.hpp"
#include "tests/served_program.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// What a user's own code puts together of a job's events, over several connections.
class EventsTest : public ServedProgram {
 protected:
  /// Reads until so many failures are known or the job is done.
  void follow(const std::string& job, std::int64_t failures) {
    EventClient client{client_->port(), job, last_};
    while (!is_done_ && failures_ < failures) {
      const auto event = client.next();
      ASSERT_TRUE(event) << "the stream ended before the job";
      ASSERT_NE(event->type, "reset");
      if (event->id.empty()) continue;
      if (event->type != "snapshot") {
        EXPECT_EQ(std::stoll(event->id), std::stoll(last_) + 1);
      }
      last_ = event->id;
      if (event->type == "file") ++failures_;
      is_done_ = event->type == "done";
    }
  }

  std::string last_;
  std::int64_t failures_ = 0;
  bool is_done_ = false;
};

TEST_F(EventsTest, AreNeitherLostNorDoubledWhenTheServerIsKilled) {
  const auto faults = simulator::parse_fault_plan("download:500=60x");
  ASSERT_TRUE(faults);
  const std::map<std::string, std::string> settings{{"MAX_ATTEMPTS", "1"}};
  serve({.photos = 400, .folders = 2, .odd_entries = false, .latency = 10ms, .faults = *faults},
        settings);
  const auto id = start_import();
  follow(id, 10);
  server_->send(SIGKILL);
  server_->wait();
  start_server(settings);
  follow(id, 1000);
  EXPECT_TRUE(is_done_);
  const auto job = get("/import/jobs/" + id);
  EXPECT_EQ(json::text_at(job, "status"), "completed");
  EXPECT_EQ(number(job, "failed_files"), failures_);
  EXPECT_GE(failures_, 10);
}

TEST_F(EventsTest, OpenStreamsDoNotHoldUpTheEndOfTheServer) {
  serve({.photos = 2000, .folders = 1, .odd_entries = false, .latency = 25ms});
  const auto id = start_import();
  EventClient client{client_->port(), id};
  ASSERT_TRUE(client.next("progress"));
  server_->send(SIGTERM);
  while (client.next()) continue;
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(server_->wait(), 0);
}

}  // namespace
}  // namespace pixferry
