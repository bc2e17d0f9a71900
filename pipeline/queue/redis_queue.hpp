#pragma once

#include <memory>

#include "pipeline/platform/redis_link.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry {

/// The queue of many processes: a Redis stream for each kind of work, read by one consumer group.
/// A token is acknowledged and deleted as soon as it is read, for it is a hint. What a process read
/// and did not delete before it died is thrown away later; the catalog's announcements make up for
/// it, as for everything that is lost, forged or wiped.
///
/// One thread of a process at a time waits in Redis for tokens of a kind; the others wait for their
/// turn. So each process holds three connections, and an idle one sends eight commands a minute.
///
/// While Redis is down, slow or refuses us, the process serves itself: what it pushes, its
/// housekeeper's announcements included, it pops.
class RedisQueue final : public WorkQueue {
 public:
  /// What a push does while Redis cannot take it: keep the token for this process's own threads, or
  /// give the Error, for a process that pops nothing.
  enum class Outage { serve_ourselves, refuse };

  /// Starts to connect. Clock (the contexts' one) and chance must outlive the queue.
  RedisQueue(const RedisConfig& config, const Clock& clock, Random& random,
             Outage outage = Outage::serve_ourselves);
  ~RedisQueue() override;

  /// Takes no longer than `RedisConfig::answer_max`.
  Result<> push(const Work& work) override;
  Result<std::optional<Work>> pop(const Context& context, WorkKind kind) override;

  /// Waits until Redis answers on all connections, or one fails.
  Result<> check(const Context& context);
  RedisStatus status() const { return pushes_.status(); }

 private:
  class Line;
  class Turn;
  Line& line_of(WorkKind kind) { return kind == WorkKind::listing ? *listing_ : *files_; }
  std::optional<Work> pop_own(const Context& context, WorkKind kind);
  std::optional<Work> pop_next(const Context& context, Line& line);

  const Clock& clock_;
  const RedisConfig config_;
  const Outage outage_;
  LocalQueue own_;  ///< what Redis did not take
  RedisLink pushes_;
  std::unique_ptr<Line> listing_;
  std::unique_ptr<Line> files_;
};

}  // namespace pixferry
