#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api-gateway/http/event_stream.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry::events {

/// One client who watches a job.
struct Watcher {
  /// Its connection owns the stream, and takes it along.
  std::weak_ptr<http::EventStream> stream;
  /// The number of the last event it knows; nothing for one who begins with the job as it stands.
  std::optional<std::int64_t> position;
  http::EventStream::Text progress = {};  ///< the last it was sent
};

/// A job and all who watch it here. What is new of it is read once for all who stand at the same
/// event, and they share the text. Used by one thread.
class WatchedJob {
 public:
  explicit WatchedJob(JobId id) : id_(std::move(id)) {}

  void add(Watcher watcher) { watchers_.push_back(std::move(watcher)); }
  /// Forgets those who have gone; whether anybody is left.
  bool has_watchers();

  enum class Look {
    all_told,
    more_to_tell,
    held_up,  ///< by readers who have no room
    failed,   ///< the catalog did not answer
  };
  /// Reads what is new, and tells it to those who have room for it. An error of the catalog changes
  /// nothing.
  Look look(const Context& context, Journal& journal);

 private:
  using Stream = std::shared_ptr<http::EventStream>;
  struct Present {
    Watcher* watcher;
    Stream stream;
  };

  /// Those who can be told something, by where they stand.
  std::map<std::optional<std::int64_t>, std::vector<Present>> present_by_position();
  bool is_held_up() const;
  bool tell(const JobNews& news, const std::vector<Present>& present);
  void begin_anew(const JobSnapshot& job, const Present& present, bool is_gap);
  void tell_progress(const JobSnapshot& job, const std::vector<Present>& present);
  bool tell_events(const JobNews& news, const std::vector<Present>& present);

  const JobId id_;
  std::vector<Watcher> watchers_;
  http::EventStream::Text progress_;
};

}  // namespace pixferry::events
