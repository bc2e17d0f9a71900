#pragma once

#include <optional>

#include "pipeline/model/job.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

struct Rates {
  double files_per_second = 0;
  double bytes_per_second = 0;
};

/// How fast a job goes: a mean of its latest tallies in which older ones weigh less and less, a
/// third after about 30 seconds. Not thread-safe.
class RateMeter {
 public:
  /// Tells it a tally. Tallies of an earlier or the same moment are ignored.
  void update(Instant now, const Tally& tally);

  Rates rates() const;

  /// When the rest will be done at this rate; nothing while that is a guess: for the first seconds,
  /// before the listing is done, or where nothing moves.
  std::optional<std::chrono::milliseconds> remaining(const JobSnapshot& job) const;

 private:
  struct Seen {
    Instant at;
    Tally tally;
  };

  std::optional<Seen> last_;
  double files_ = 0;  ///< weighted sums, not yet divided by the weight
  double bytes_ = 0;
  double seconds_ = 0;  ///< the weight
  double observed_seconds_ = 0;
};

}  // namespace pixferry
