#include "worker-service/finisher.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "testing/import_rig.hpp"

namespace pixferry {
namespace {

class FinisherTest : public testing::Test, protected ImportRig {
 protected:
  /// Hands the file in and waits for what becomes of it.
  Result<Fate> finish(FinishedFile file) {
    std::promise<Result<Fate>> fate;
    finisher.finish(std::move(file),
                    [&](const auto&, const auto& answer) { fate.set_value(answer); });
    return fate.get_future().get();
  }

  void run(const std::stop_token& stop) { finisher.run(stop, {}); }

  CircuitBreaker breaker{waiting_clock, limits};
  Finisher finisher{{.ledger = *ledger, .feed = feed, .breaker = breaker, .limits = limits}};
};

TEST_F(FinisherTest, AnswersEachCallerWithTheFateOfItsOwnFile) {
  list_root({"a", "b"});
  auto leases = claim(2);
  leases[1].token -= 1;
  std::vector<Result<Fate>> fates(2, Error{ErrorCode::internal, "unanswered"});
  {
    std::jthread thread{[&](std::stop_token stop) { run(stop); }};
    std::jthread first{[&] { fates[0] = finish({leases[0], Skipped{ErrorCode::excluded, ""}}); }};
    std::jthread second{[&] { fates[1] = finish({leases[1], Skipped{ErrorCode::excluded, ""}}); }};
  }
  ASSERT_TRUE(fates[0] && fates[1]);
  EXPECT_EQ(*fates[0], Fate::recorded);
  EXPECT_EQ(*fates[1], Fate::stale);
  EXPECT_EQ(snapshot().tally.skipped, 1);
}

TEST_F(FinisherTest, CommitsWhatStillWaitsWhenItIsStopped) {
  list_root({"a"});
  const auto leases = claim(1);
  Result<Fate> fate = Error{ErrorCode::internal, "unanswered"};
  std::jthread caller{[&] { fate = finish({leases[0], Skipped{ErrorCode::excluded, ""}}); }};
  std::stop_source stopped;
  stopped.request_stop();
  while (snapshot().tally.skipped == 0) run(stopped.get_token());
  caller.join();
  ASSERT_TRUE(fate);
  EXPECT_EQ(*fate, Fate::recorded);
}

TEST_F(FinisherTest, AFileThatTheCatalogRefusesHoldsUpNoOther) {
  list_root({"a", "b", "c"});
  const auto leases = claim(3);
  std::vector<Result<Fate>> fates(3, Error{ErrorCode::internal, "unanswered"});
  const auto imported = [](std::uint8_t mark, std::string key) {
    Blob blob{.size_bytes = 3, .key = {std::move(key)}};
    blob.sha256.bytes[0] = mark;
    return Imported{blob};
  };
  // Two different contents cannot have one key.
  const std::vector<Imported> outcomes{imported(1, "k1"), imported(2, "k2"), imported(3, "k2")};
  {
    std::vector<std::jthread> callers;
    for (std::size_t i = 0; i < 3; ++i) {
      callers.emplace_back([&, i] { fates[i] = finish({leases[i], outcomes[i]}); });
    }
    std::jthread thread{[&](std::stop_token stop) { run(stop); }};
    callers.clear();
  }
  EXPECT_TRUE(fates[0]);
  EXPECT_NE(static_cast<bool>(fates[1]), static_cast<bool>(fates[2]));
  EXPECT_EQ(snapshot().tally.imported, 2);
}

TEST_F(FinisherTest, TakesTwoTransactionsFullOfFilesBeforeACallerHasToWait) {
  limits.finish_batch_files_max = 2;
  list_root({"a", "b", "c", "d", "e"});
  const auto leases = claim(5);
  std::atomic<int> recorded = 0;
  const auto hand_in = [&](std::size_t i) {
    finisher.finish({leases[i], Skipped{ErrorCode::excluded, ""}},
                    [&](const auto&, const auto& fate) { recorded += fate ? 1 : 0; });
  };
  for (std::size_t i = 0; i < 4; ++i) hand_in(i);
  EXPECT_EQ(recorded, 0);
  std::jthread fifth{[&] { hand_in(4); }};
  std::jthread thread{[&](std::stop_token stop) { run(stop); }};
  fifth.join();
  thread.request_stop();
  thread.join();
  EXPECT_EQ(recorded, 5);
  EXPECT_EQ(snapshot().tally.skipped, 5);
}

TEST_F(FinisherTest, ManyCallersShareTransactionsAndNoneIsLost) {
  std::vector<std::string> ids;
  for (int i = 0; i < 200; ++i) ids.push_back("f" + std::to_string(i));
  list_root(ids);
  auto leases = claim(200);
  ASSERT_EQ(leases.size(), 200U);
  std::jthread thread{[&](std::stop_token stop) { run(stop); }};
  std::vector<std::jthread> callers;
  for (auto& lease : leases) {
    callers.emplace_back([&] { EXPECT_TRUE(finish({lease, Skipped{ErrorCode::excluded, ""}})); });
  }
  callers.clear();
  EXPECT_EQ(snapshot().tally.skipped, 200);
}

}  // namespace
}  // namespace pixferry
