#include "worker-service/presence.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "worker-service/worker_fixture.hpp"

namespace pixferry {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class PresenceTest : public WorkerFixture {
 protected:
  std::vector<WorkerRecord> workers() { return *roster.workers(Context{}); }
  /// Reads until the roster says so.
  bool reaches(const std::function<bool(const std::vector<WorkerRecord>&)>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (std::chrono::steady_clock::now() < deadline) {
      if (condition(workers())) return true;
      std::this_thread::yield();
    }
    return false;
  }
};

TEST_F(PresenceTest, AWorkerIsOnTheRosterWhileItRunsAndGoneAfterwards) {
  {
    const auto worker = start_worker();
    EXPECT_TRUE(reaches([](const auto& all) { return all.size() == 1; }));
    const auto record = workers().front();
    EXPECT_EQ(record.identity.id, "w");
    EXPECT_EQ(record.state.files_held, 0);
    EXPECT_FALSE(record.state.is_draining);
  }
  EXPECT_THAT(workers(), IsEmpty());
}

TEST_F(PresenceTest, TellsWhatIsHeldAndWhyNothingIsClaimed) {
  list_root({"a", "b"});
  LeaseKeeper leases{*ledger};
  Presence presence{{.roster = roster, .identity = identity, .leases = leases, .breaker = breaker}};
  std::vector<LeaseKeeper::Hold> holds;
  for (const auto& lease : claim(2)) holds.push_back(leases.hold(lease));
  breaker.refused({ErrorCode::storage_full, "The disk is full."});
  std::jthread telling{[&](const std::stop_token& stop) { presence.run(stop); }};
  EXPECT_TRUE(reaches([](const auto& all) {
    return all.size() == 1 && all[0].state.files_held == 2 &&
           all[0].state.held_up_by == "The disk is full.";
  }));
}

TEST_F(PresenceTest, ADrainingWorkerSaysSoAtOnce) {
  LeaseKeeper leases{*ledger};
  Presence presence{{.roster = roster, .identity = identity, .leases = leases, .breaker = breaker}};
  std::jthread telling{[&](const std::stop_token& stop) { presence.run(stop); }};
  presence.drain();
  EXPECT_TRUE(reaches([](const auto& all) { return all.size() == 1 && all[0].state.is_draining; }));
}

}  // namespace
}  // namespace pixferry
