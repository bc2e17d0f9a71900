#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/model/source_kind.hpp"
#include "pipeline/platform/redis_link.hpp"

namespace pixferry {

/// What a process did since its last report.
struct PaceReport {
  std::int64_t sent = 0;  ///< requests
  std::int64_t units = 0;
  std::int64_t succeeded = 0;
  std::int64_t refused = 0;
  std::chrono::milliseconds retry_after{0};  ///< the longest that a refusal asked for
};

/// One request that wants its time.
struct PaceBooking {
  unsigned cost = 1;
  std::chrono::milliseconds wait_max{0};  ///< later than that it is not booked
};

/// What holds for all processes, as of the answer.
struct PaceVerdict {
  struct Slot {
    bool is_booked = false;
    std::chrono::microseconds wait{0};  ///< from the answer on
  };
  std::optional<double> rate;          ///< in units a second; nothing while unlimited
  std::int64_t schedule = 0;           ///< changes when what is booked becomes void
  std::chrono::milliseconds pause{0};  ///< nobody sends before it is over
  std::vector<Slot> slots;             ///< one for each booking
};

/// The rule of PaceState for many processes: its state lies in one key of Redis for each provider,
/// a script changes it, and Redis' clock is the only one. Instead of single requests it counts
/// tenths of a second. A state that is lost starts again at the rate that the asking process knows;
/// one that makes no sense is thrown away, and no wait passes an hour. Thread-safe.
class SharedPace {
 public:
  struct Question {
    PaceReport report;
    std::vector<PaceBooking> bookings;
    double rate_max = 0;                      ///< as PaceState's
    std::optional<double> known_rate;         ///< what the process knows from before
    std::optional<std::int64_t> now_ms = {};  ///< instead of the server's clock, for tests
  };

  SharedPace(const std::string& key_prefix, SourceKind source);

  /// Errors as of RedisLink, and `network` for an answer that is none.
  Result<PaceVerdict> ask(RedisLink& link, const Context& context, const Question& question) const;

 private:
  std::string key_;
};

}  // namespace pixferry
