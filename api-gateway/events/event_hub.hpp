#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "api-gateway/events/watched_job.hpp"
#include "api-gateway/http/event_stream.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/progress/progress_feed.hpp"

namespace pixferry::events {

/// Tells all who watch jobs at this gateway what happens to them, in one thread, which starts with
/// the first of them. A job that is watched is looked at when the feed says so, four times a
/// second at the most, and once a second in any case, since wake-ups may be lost. How many watch it
/// costs no reading. Thread-safe.
class EventHub {
 public:
  struct Parts {
    Journal& journal;
    ProgressFeed& feed;
    const Clock& clock;
    std::chrono::milliseconds look_at_most_every{250};
  };

  /// What it is given outlives it. Once it is destroyed nobody is told anything any more.
  explicit EventHub(const Parts& parts) : parts_(parts) {}

  /// Tells the stream what happens to the job behind that event, or from a snapshot on, for as long
  /// as somebody holds it. Without a gap: what happened meanwhile is read from the catalog.
  void watch(const JobId& job, const std::shared_ptr<http::EventStream>& stream,
             std::optional<std::int64_t> after);

 private:
  struct Schedule {
    WatchedJob job;
    Instant earliest;        ///< when it may be looked at again
    Instant latest;          ///< when it is looked at in any case
    bool is_awaited = true;  ///< it should be looked at
  };
  struct Arrival {
    JobId job;
    Watcher watcher;
  };

  void run(const std::stop_token& stop);
  /// The jobs to look at now; waits for the first.
  std::vector<JobId> next_jobs(const Context& context);
  void admit_arrivals();
  void look(const Context& context, const JobId& id);
  Instant next_look() const;

  const Parts parts_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Arrival> arrivals_;
  std::map<JobId, Schedule> jobs_;  ///< only the thread changes which are in it
  bool is_news_ = false;
  std::jthread thread_;
};

}  // namespace pixferry::events
