#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "pipeline/pacing/local_pacer.hpp"
#include "pipeline/pacing/shared_pace.hpp"

namespace pixferry {

/// One process's part in the budget of one provider: what it knows of the shared pace, what it has
/// not reported yet, and whose requests wait. One thread at a time asks Redis, for all that wait.
/// Thread-safe. As RedisPacer documents.
class RedisLane {
 public:
  struct Parts {
    RedisLink& link;
    const Clock& clock;
    const RedisConfig& config;
    SourceKind source;
    PaceLimits limits;
  };
  explicit RedisLane(const Parts& parts);

  Result<> admit(const Context& context, unsigned cost);
  void throttled(std::chrono::milliseconds retry_after);
  void succeeded();

 private:
  using Lock = std::unique_lock<std::mutex>;
  /// A request that waits to be booked.
  struct Request {
    PaceBooking booking;
    bool is_answered = false;
    std::optional<PaceVerdict::Slot> slot;  ///< nothing where Redis failed
    Instant send_at{};
    std::int64_t schedule = 0;
  };

  Result<> wait_out_pause(Lock& lock, const Context& context);
  Result<bool> wait_for_slot(Lock& lock, const Context& context, unsigned cost);
  void refresh(Lock& lock);
  bool is_stale() const;
  void ask(Lock& lock);
  void learn(const PaceVerdict& verdict, const std::vector<Request*>& requests);
  void serve_ourselves(const PaceReport& report);
  void count_sent(unsigned cost);

  RedisLink& link_;
  const Clock& clock_;
  const std::chrono::milliseconds answer_max_;
  const SourceKind source_;
  const double rate_max_;
  const SharedPace pace_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool is_asking_ = false;
  std::optional<Instant> asked_at_;
  std::optional<double> rate_;
  std::int64_t schedule_ = 0;
  Instant pause_until_ = Instant::min();
  PaceReport unreported_;
  std::vector<Request*> requests_;
  std::shared_ptr<LocalPacer> own_pacer_;  ///< while Redis does not answer
};

}  // namespace pixferry
