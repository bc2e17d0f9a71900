#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "pipeline/queue/redis_queue.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {

/// What a push may take at most, with room for a busy machine.
inline constexpr auto kPushMax = std::chrono::milliseconds{200 + 300};

/// A queue on a server of its own, which may be hurt.
class RedisQueueFault : public testing::Test {
 protected:
  void SetUp() override {
    PIXFERRY_SKIP_WITHOUT_REDIS();
    server_ = std::make_unique<RedisServer>();
    config_ = server_->config();
    queue_ = std::make_unique<RedisQueue>(config_, clock_, random_);
    ASSERT_TRUE(queue_->check(within_a_minute()));
  }

  static Work work(std::uint64_t number) {
    return {.job = JobId::from_random(0, number), .kind = WorkKind::files};
  }
  std::string key() const { return config_.key_prefix + ":queue:files"; }

  void push(std::uint64_t number) {
    const auto before = clock_.steady();
    const auto pushed = queue_->push(work(number));
    EXPECT_TRUE(pushed) << pushed.error().message;
    EXPECT_LT(clock_.steady() - before, kPushMax);
  }
  std::optional<Work> pop(std::chrono::milliseconds within = std::chrono::seconds{30}) {
    const auto popped =
        queue_->pop({.stop = {}, .deadline = clock_.steady() + within}, WorkKind::files);
    EXPECT_TRUE(popped);
    return popped ? *popped : std::nullopt;
  }
  /// Whether tokens go through Redis again: those of a second process reach us.
  void expect_recovered() {
    RedisQueue other{config_, clock_, random_, RedisQueue::Outage::refuse};
    const auto deadline = clock_.steady() + std::chrono::seconds{30};
    while (clock_.steady() < deadline) {
      const Work marker = work(1'000'000);
      if (!other.push(marker)) continue;
      while (const auto popped = pop(std::chrono::milliseconds{300})) {
        if (*popped == marker) return;
      }
    }
    ADD_FAILURE() << "no token came through Redis again";
  }

  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<RedisServer> server_;
  RedisConfig config_;
  std::unique_ptr<RedisQueue> queue_;
};

}  // namespace pixferry
