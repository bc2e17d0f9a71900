#include "simulator/faults/fault_injector.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "testing/manual_clock.hpp"

namespace pixferry::simulator {
namespace {

class FaultInjectorTest : public testing::Test {
 protected:
  FaultInjector injector(std::string_view plan, std::uint64_t seed = 1) {
    return FaultInjector{*parse_fault_plan(plan), seed, clock_};
  }

  /// For each file, which of its first five downloads meet a fault.
  static std::map<std::string, std::vector<bool>> record(FaultInjector& faults,
                                                         const std::vector<std::string>& files) {
    std::map<std::string, std::vector<bool>> met;
    for (int attempt = 0; attempt < 5; ++attempt) {
      for (const auto& file : files) {
        met[file].push_back(faults.next(Operation::download, file).has_value());
      }
    }
    return met;
  }

  ManualClock clock_;
};

TEST_F(FaultInjectorTest, DrawsTheSameFaultsFromTheSameSeedInWhateverOrderFilesCome) {
  std::vector<std::string> files;
  for (int i = 0; i < 200; ++i) files.push_back("file" + std::to_string(i));
  auto first = injector("download:429=20%", 5);
  auto again = injector("download:429=20%", 5);
  auto other_seed = injector("download:429=20%", 6);
  const auto forwards = record(first, files);
  std::ranges::reverse(files);
  EXPECT_EQ(forwards, record(again, files));
  EXPECT_NE(forwards, record(other_seed, files));
}

TEST_F(FaultInjectorTest, HitsAboutTheShareThatIsAskedFor) {
  auto faults = injector("list:500=5%");
  int met = 0;
  for (int i = 0; i < 20'000; ++i) {
    met += faults.next(Operation::list, "folder" + std::to_string(i)).has_value() ? 1 : 0;
  }
  EXPECT_NEAR(met, 1000, 120);
}

TEST_F(FaultInjectorTest, CountsRequestsPerOperation) {
  auto faults = injector("download:503=2x");
  EXPECT_FALSE(faults.next(Operation::get, "a"));
  EXPECT_TRUE(faults.next(Operation::download, "a"));
  EXPECT_TRUE(faults.next(Operation::download, "b"));
  EXPECT_FALSE(faults.next(Operation::download, "c"));
}

TEST_F(FaultInjectorTest, StaysWithTheFirstFiles) {
  auto faults = injector("download:quota=1f");
  EXPECT_TRUE(faults.next(Operation::download, "a"));
  EXPECT_FALSE(faults.next(Operation::download, "b"));
  EXPECT_TRUE(faults.next(Operation::download, "a"));
}

TEST_F(FaultInjectorTest, KeepsToOneFileWhereARuleNamesIt) {
  auto faults = injector("download@b:html=always");
  EXPECT_FALSE(faults.next(Operation::download, "a"));
  EXPECT_TRUE(faults.next(Operation::download, "b"));
}

TEST_F(FaultInjectorTest, LetsThroughSoManyRequestsASecond) {
  auto faults = injector("list:403=2/s");
  EXPECT_FALSE(faults.next(Operation::list, "a"));
  EXPECT_FALSE(faults.next(Operation::list, "b"));
  EXPECT_TRUE(faults.next(Operation::list, "c"));
  clock_.advance(std::chrono::milliseconds{999});
  EXPECT_TRUE(faults.next(Operation::list, "d"));
  clock_.advance(std::chrono::milliseconds{1});
  EXPECT_FALSE(faults.next(Operation::list, "e"));
}

TEST_F(FaultInjectorTest, StagesFaultsOfPagesOnlyWhereTheyCanBe) {
  auto faults = injector("list:refused-token=1x,list:cycle=1x");
  EXPECT_FALSE(faults.next(Operation::list, "a"));
  const auto later = faults.next(Operation::list, "a", {.is_later = true});
  ASSERT_TRUE(later);
  EXPECT_EQ(later->kind, FaultKind::refused_token);
  EXPECT_FALSE(faults.next(Operation::list, "a", {.is_later = true}));
  const auto last = faults.next(Operation::list, "a", {.is_last = true});
  ASSERT_TRUE(last);
  EXPECT_EQ(last->kind, FaultKind::cursor_cycle);
}

TEST_F(FaultInjectorTest, TellsTheSameLieOfAFileEachTime) {
  auto faults = injector("list:lying-size=30%");
  int lies = 0;
  for (int i = 0; i < 200; ++i) {
    const auto file = "file" + std::to_string(i);
    const auto lie = faults.lie_about(file);
    lies += lie ? 1 : 0;
    EXPECT_EQ(faults.lie_about(file), lie);
  }
  EXPECT_GT(lies, 30);
  EXPECT_LT(lies, 90);
  EXPECT_FALSE(faults.next(Operation::list, "file1"));
}

TEST_F(FaultInjectorTest, BeginsAnewWithAnotherPlan) {
  auto faults = injector("download:503=1x");
  EXPECT_TRUE(faults.next(Operation::download, "a"));
  EXPECT_EQ(faults.staged().front().met, 1U);
  faults.replace(*parse_fault_plan("download:503=1x,list:500=1x"));
  EXPECT_EQ(faults.staged().front().met, 0U);
  EXPECT_TRUE(faults.next(Operation::download, "a"));
  faults.replace({});
  EXPECT_FALSE(faults.next(Operation::list, "a"));
}

TEST_F(FaultInjectorTest, TakesTheFirstRuleThatIsMet) {
  auto faults = injector("download:html=1x,download:429+3s=always");
  EXPECT_EQ(faults.next(Operation::download, "a")->kind, FaultKind::web_page);
  const auto then = faults.next(Operation::download, "a");
  EXPECT_EQ(then->kind, FaultKind::too_many_requests);
  ASSERT_TRUE(then->retry_after);
  EXPECT_EQ(then->retry_after->wait, std::chrono::seconds{3});
}

}  // namespace
}  // namespace pixferry::simulator
