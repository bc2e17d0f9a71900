#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <set>
#include <thread>

#include "api-gateway/events/watching_fixture.hpp"

namespace pixferry {
namespace {

constexpr int kFiles = 240;

/// A client that hangs up and comes back, and all it was told meanwhile.
class Reconnecting : public WatchingFixture, public testing::WithParamInterface<std::uint64_t> {
 protected:
  /// Reads so many events; whether the last of all was among them.
  bool read(EventClient& client, std::uint64_t count) {
    while (count-- > 0) {
      const auto event = client.next();
      if (!event) return false;
      EXPECT_NE(event->type, "reset");
      if (event->id.empty()) continue;
      const auto number = std::stoll(event->id);
      if (event->type == "snapshot") {
        EXPECT_EQ(number, 0) << "only who never came before is told the whole job";
        last_ = event->id;
        continue;
      }
      EXPECT_EQ(number, std::stoll(last_) + 1) << "one is missing, or came twice";
      last_ = event->id;
      if (event->type == "file") {
        files_.insert(boost::json::parse(event->data).at("file_id").as_int64());
      }
      if (event->type == "done") return true;
    }
    return false;
  }

  std::string last_;
  std::multiset<std::int64_t> files_;
};

TEST_P(Reconnecting, MissesNothingAndIsToldNothingTwice) {
  SeededRandom dice{GetParam()};
  const auto job = start_job();
  std::vector<std::string> names;
  for (int i = 0; i < kFiles; ++i) names.push_back(fmt::format("{}.jpg", i));
  const auto leases = claim_images(job, names);
  {
    auto first = watch(job);
    EXPECT_FALSE(read(first, 1));
  }
  std::jthread worker{[&] {
    for (const auto& lease : leases) end(lease, kGone);
    settle(job);
  }};
  int connections = 0;
  for (bool is_done = false; !is_done && connections < 10 * kFiles; ++connections) {
    auto client = watch(job, last_);
    is_done = read(client, dice.bits() % 20);
    if (dice.bits() % 10 == 0) restart();
  }
  worker.join();
  EXPECT_GT(connections, 5);
  EXPECT_EQ(last_, std::to_string(kFiles + 2));
  EXPECT_EQ(files_.size(), static_cast<std::size_t>(kFiles));
  EXPECT_EQ(std::set(files_.begin(), files_.end()).size(), files_.size());
}

INSTANTIATE_TEST_SUITE_P(Seeds, Reconnecting, testing::Values(1u, 2u, 3u));

}  // namespace
}  // namespace pixferry
