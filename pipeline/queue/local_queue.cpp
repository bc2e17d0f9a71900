#include "pipeline/queue/local_queue.hpp"

#include "pipeline/platform/wait.hpp"

namespace pixferry {

Result<> LocalQueue::push(const Work& work) {
  auto& line = line_of(work.kind);
  {
    const std::lock_guard lock{mutex_};
    if (!line.waiting.insert(work.job).second) return {};
    line.jobs.push_back(work.job);
  }
  line.grown.notify_one();
  return {};
}

Result<std::optional<Work>> LocalQueue::pop(const Context& context, WorkKind kind) {
  auto& line = line_of(kind);
  std::unique_lock lock{mutex_};
  const bool has_work =
      wait_until(line.grown, lock, context, clock_, [&] { return !line.jobs.empty(); });
  if (!has_work || context.is_stopped()) return std::optional<Work>{};
  Work work{.job = line.jobs.front(), .kind = kind};
  line.jobs.pop_front();
  line.waiting.erase(work.job);
  return std::optional{work};
}

}  // namespace pixferry
