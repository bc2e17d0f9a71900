#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "pipeline/content/inspect/child_connection.hpp"
#include "pipeline/content/inspect/inspector_options.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// What a look into a file takes of the pool.
struct ChildNeed {
  std::int64_t memory_bytes = 0;
  bool is_second_look = false;  ///< takes a process that has seen nothing, and before all others
};

class InspectChildren;

/// A process that is lent, and the memory it may need; both go back at the end of the scope, the
/// process only if it was kept.
class LentChild {
 public:
  LentChild(InspectChildren& owner, std::unique_ptr<ChildConnection> child,
            std::int64_t memory_bytes)
      : owner_(&owner), child_(std::move(child)), memory_bytes_(memory_bytes) {}
  LentChild(LentChild&& other) noexcept;
  LentChild& operator=(LentChild&&) = delete;
  ~LentChild();

  ChildConnection& connection() { return *child_; }
  /// It has answered and may do so again.
  void keep() { is_kept_ = true; }

 private:
  InspectChildren* owner_;  ///< null: moved from
  std::unique_ptr<ChildConnection> child_;
  std::int64_t memory_bytes_;
  bool is_kept_ = false;
};

/// Keeps so many processes ready and lends them in turn. Thread-safe. A thread of its own starts
/// them, because a process dies with the thread that started it; it also replaces those that end
/// while nobody uses them.
class InspectChildren {
 public:
  /// `bell` is an eventfd. The clock and the options must outlive this.
  InspectChildren(const Clock& clock, const InspectorOptions& options, FileDescriptor bell);
  /// Everything lent must be back.
  ~InspectChildren();

  /// Waits until a process is free and its memory fits. Errors: `inspector_unavailable` where there
  /// is no process and none can be started, and what the context ends with.
  Result<LentChild> lend(const Context& context, const ChildNeed& need);

 private:
  friend class LentChild;
  using Child = std::unique_ptr<ChildConnection>;

  void take_back(Child child, std::int64_t memory_bytes);
  std::uint64_t stand_in_line(const ChildNeed& need);
  bool can_go_on(std::uint64_t ticket, const ChildNeed& need) const;
  std::vector<Child>::const_iterator fitting(const ChildNeed& need) const;
  Child displaced_for(std::uint64_t ticket, const ChildNeed& need);
  int missing() const;

  void keep_ready(const std::stop_token& stop);
  void discard_useless();
  void start_missing(const std::stop_token& stop);
  Result<Child> ready(const Context& context, Result<Child> started);
  void wait_for_change();
  void ring();

  const Clock& clock_;
  const InspectorOptions& options_;
  const FileDescriptor bell_;  ///< wakes the keeper
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Child> idle_;
  std::deque<std::uint64_t> line_;  ///< tickets of those who wait, the next one first
  std::uint64_t last_ticket_ = 0;
  int lent_ = 0;
  int starting_ = 0;
  std::int64_t memory_bytes_free_;
  std::optional<Error> start_failure_;  ///< nothing is started until somebody asks again
  bool was_unfiltered_told_ = false;    ///< the keeper's alone
  std::jthread keeper_;
};

}  // namespace pixferry
