#include "api-gateway/events/event_hub.hpp"

#include <condition_variable>
#include <mutex>

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

/// Takes what a stream is sent, as a connection does.
class Taker {
 public:
  explicit Taker(std::shared_ptr<http::EventStream> stream) : stream_(std::move(stream)) {
    stream_->open([this] {
      const std::lock_guard lock{mutex_};
      is_woken_ = true;
      woken_.notify_all();
    });
  }
  Taker(const Taker&) = delete;
  ~Taker() { stream_->close(); }

  /// All that was sent so far, once the text is in it.
  std::string wait_for(const std::string& text) {
    while (taken_.find(text) == taken_.npos) {
      {
        std::unique_lock lock{mutex_};
        if (!woken_.wait_for(lock, std::chrono::seconds{20}, [this] { return is_woken_; })) break;
        is_woken_ = false;
      }
      taken_ += stream_->take().text;
    }
    EXPECT_NE(taken_.find(text), taken_.npos) << taken_;
    return taken_;
  }

 private:
  std::shared_ptr<http::EventStream> stream_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_woken_ = false;
  std::string taken_;
};

int occurrences(std::string_view text, std::string_view of) {
  int count = 0;
  for (auto at = text.find(of); at != text.npos; at = text.find(of, at + 1)) ++count;
  return count;
}

class EventHubTest : public GatewayFixture {
 protected:
  ~EventHubTest() override { events_.reset(); }
};

TEST_F(EventHubTest, TellsProgressFourTimesASecondAtTheMost) {
  const auto job = start_job();
  const auto id = JobId::parse(job).value();
  const auto leases = claim_images(job, {"a.jpg", "b.jpg", "c.jpg", "d.jpg"});
  auto stream = std::make_shared<http::EventStream>();
  events_->watch(id, stream, std::nullopt);
  Taker taker{stream};
  taker.wait_for("event: snapshot");
  for (std::size_t i = 0; i < 3; ++i) {
    const std::vector<FinishedFile> files{{leases[i], fresh_image()}};
    ASSERT_TRUE(ledger_->finish(context_, files));
    feed_.publish(id);
  }
  clock_.advance(std::chrono::milliseconds{250});
  const auto told = taker.wait_for("\"processed_files\":3");
  EXPECT_EQ(occurrences(told, "event: progress"), 1);
}

TEST_F(EventHubTest, ASlowReaderIsToldLessAndMissesNothing) {
  const auto job = start_job();
  const auto id = JobId::parse(job).value();
  std::vector<std::string> names;
  for (int i = 0; i < 600; ++i) names.push_back(std::to_string(i) + ".jpg");
  std::vector<FinishedFile> files;
  for (const auto& lease : claim_images(job, names)) {
    files.push_back({lease, Failed{ErrorCode::network, std::string(990, 'x')}});
  }
  finish(files);
  const SystemClock system_clock;
  const std::chrono::milliseconds at_most_every{1};
  events_.emplace(events::EventHub::Parts{*journal_, feed_, system_clock, at_most_every});
  auto stream = std::make_shared<http::EventStream>();
  events_->watch(id, stream, 0);
  std::string told;
  // Nobody takes anything before there is no more room.
  auto other = std::make_shared<http::EventStream>();
  {
    events_->watch(id, other, 0);
    Taker quick{other};
    told = quick.wait_for("event: done");
    EXPECT_FALSE(stream->has_room());
    EXPECT_EQ(occurrences(told, "event: file"), 600);
    Taker slow{stream};
    told = slow.wait_for("event: done");
  }
  EXPECT_EQ(occurrences(told, "event: file"), 600);
  EXPECT_NE(told.find("id: 602\n"), told.npos);
  events_.reset();
}

}  // namespace
}  // namespace pixferry
