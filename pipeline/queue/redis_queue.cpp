#include "pipeline/queue/redis_queue.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

#include "pipeline/platform/wait.hpp"
#include "pipeline/queue/token_stream.hpp"

namespace pixferry {
namespace {

/// Long, because Upstash bills each command: https://upstash.com/docs/redis/overall/pricing
constexpr std::chrono::milliseconds kWaitMax{20'000};
/// While pushes fail, the process's own tokens are looked for this often.
constexpr std::chrono::milliseconds kWaitDuringOutage{1000};
/// At the least, for an attempt to connect may take long and tells nobody when it ends.
constexpr std::chrono::milliseconds kWaitAfterFailure{100};
/// What a reply may take beyond the wait that was asked for.
constexpr std::chrono::milliseconds kReplyMax{1000};
constexpr std::chrono::seconds kTidyEach{60};

/// Nothing for an entry that is not one of ours.
std::optional<Work> work_of(const TokenEntry& entry, WorkKind kind) {
  if (!entry.job) return std::nullopt;
  return Work{.job = *entry.job, .kind = kind};
}

}  // namespace

/// The tokens of one kind, and whose turn it is to wait for them.
class RedisQueue::Line {
 public:
  Line(const RedisConfig& config, WorkKind of_kind, const Clock& clock, Random& random)
      : kind(of_kind), tokens(config.key_prefix, of_kind), link(config, clock, random) {}

  /// Calls off a wait that has begun; one that begins later finds what we stored before.
  void interrupt() {
    const std::lock_guard lock{mutex};
    waiting.request_stop();
  }
  /// The stop source of a wait that begins now.
  std::stop_source begin_wait() {
    const std::lock_guard lock{mutex};
    return waiting = std::stop_source{};
  }

  const WorkKind kind;
  const TokenStream tokens;
  RedisLink link;
  std::mutex mutex;
  std::condition_variable_any turn_ended;
  bool is_taken = false;
  std::stop_source waiting;
  Instant tidied_at{};  ///< of whoever's turn it is
};

/// The right to wait in Redis for a line's tokens, for as long as it lives.
class RedisQueue::Turn {
 public:
  Turn(Line& line, const Context& context, const Clock& clock) : line_(line) {
    std::unique_lock lock{line.mutex};
    has_it_ = wait_until(line.turn_ended, lock, context, clock, [&] { return !line.is_taken; });
    if (has_it_) line.is_taken = true;
  }
  ~Turn() {
    if (!has_it_) return;
    {
      const std::lock_guard lock{line_.mutex};
      line_.is_taken = false;
    }
    line_.turn_ended.notify_one();
  }
  Turn(const Turn&) = delete;
  explicit operator bool() const { return has_it_; }

 private:
  Line& line_;
  bool has_it_ = false;
};

RedisQueue::RedisQueue(const RedisConfig& config, const Clock& clock, Random& random, Outage outage)
    : clock_(clock),
      config_(config),
      outage_(outage),
      own_(clock),
      pushes_(config, clock, random),
      listing_(std::make_unique<Line>(config, WorkKind::listing, clock, random)),
      files_(std::make_unique<Line>(config, WorkKind::files, clock, random)) {}

RedisQueue::~RedisQueue() = default;

Result<> RedisQueue::push(const Work& work) {
  auto& line = line_of(work.kind);
  const bool was_up = pushes_.status().is_up;
  const Context context{.stop = {}, .deadline = clock_.steady() + config_.answer_max};
  auto added = line.tokens.add(pushes_, context, work.job);
  if (added || outage_ == Outage::refuse) return added;
  auto kept = own_.push(work);
  // The one who waits in Redis would look at our own tokens only after his long wait.
  if (was_up) line.interrupt();
  return kept;
}

std::optional<Work> RedisQueue::pop_own(const Context& context, WorkKind kind) {
  const auto popped = own_.pop(context, kind);
  return popped ? *popped : std::nullopt;
}

Result<std::optional<Work>> RedisQueue::pop(const Context& context, WorkKind kind) {
  auto& line = line_of(kind);
  const Turn turn{line, context, clock_};
  while (turn && !context.is_stopped()) {
    if (auto work = pop_next(context, line)) return work;
    if (clock_.steady() >= context.deadline) break;
  }
  return std::optional<Work>{};
}

std::optional<Work> RedisQueue::pop_next(const Context& context, Line& line) {
  const auto waiting = line.begin_wait();
  const auto now = clock_.steady();
  if (auto work = pop_own(context.until(now), line.kind)) return work;
  if (now >= context.deadline) return std::nullopt;

  std::stop_source stop{waiting};
  const std::stop_callback call_off{context.stop, [&stop] { stop.request_stop(); }};
  const auto wait_max = pushes_.status().is_up ? kWaitMax : kWaitDuringOutage;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(context.deadline - now);
  const auto wait = std::min(wait_max, left);
  const Context reading{stop.get_token(), now + wait + kReplyMax};
  if (now - line.tidied_at > kTidyEach) {
    line.tidied_at = now;
    // Only tidying: if it fails the next one does it.
    (void)line.tokens.tidy(line.link, reading);
  }
  const auto taken = line.tokens.take(line.link, reading, wait);
  if (taken && *taken) return work_of(**taken, line.kind);
  const auto over = clock_.steady();
  if (taken && over - now >= wait / 2) return std::nullopt;
  // Redis failed, or does not wait as it was told: so we do.
  const auto again = std::max(line.link.retry_at(), over + kWaitAfterFailure);
  return pop_own(context.until(again), line.kind);
}

Result<> RedisQueue::check(const Context& context) {
  for (auto* const link : std::array{&pushes_, &listing_->link, &files_->link}) {
    if (auto checked = link->check(context); !checked) return checked;
  }
  return {};
}

}  // namespace pixferry
