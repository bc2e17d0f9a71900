#include "pipeline/platform/jittered_backoff.hpp"

#include <gtest/gtest.h>

#include <set>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

TEST(JitteredBackoff, DoublesUpToItsBoundAndLeavesHalfOfItToChance) {
  SeededRandom random{1};
  JitteredBackoff backoff{100ms, 500ms, random};
  for (const auto most : {100ms, 200ms, 400ms, 500ms, 500ms}) {
    const auto delay = backoff.next();
    EXPECT_GE(delay, most / 2);
    EXPECT_LE(delay, most);
  }
}

TEST(JitteredBackoff, IsNotTheSameForTwoClients) {
  SeededRandom random{1};
  std::set<std::chrono::milliseconds> delays;
  for (int client = 0; client < 20; ++client) {
    delays.insert(JitteredBackoff{100ms, 500ms, random}.next());
  }
  EXPECT_GT(delays.size(), 10U);
}

TEST(JitteredBackoff, StartsAnewOnceItIsReset) {
  SeededRandom random{1};
  JitteredBackoff backoff{100ms, 5000ms, random};
  for (int i = 0; i < 5; ++i) (void)backoff.next();
  backoff.reset();
  EXPECT_LE(backoff.next(), 100ms);
}

}  // namespace
}  // namespace pixferry
