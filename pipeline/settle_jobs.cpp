#include "pipeline/settle_jobs.hpp"

#include "pipeline/platform/crash_point.hpp"

namespace pixferry {

Result<> SettleJobs::run(const Context& context) {
  crash_point("settle.before_commit");
  const auto changed = parts_.ledger.settle(context);
  if (!changed) return changed.error();
  if (!changed->empty()) crash_point("settle.after_commit");
  for (const auto& job : *changed) parts_.feed.publish(job);

  const auto ready = parts_.ledger.ready(context);
  if (!ready) return ready.error();
  for (const auto& [job, has_folders, has_files] : *ready) {
    if (has_folders) {
      if (auto pushed = parts_.queue.push({job, WorkKind::listing}); !pushed) return pushed.error();
    }
    if (has_files) {
      if (auto pushed = parts_.queue.push({job, WorkKind::files}); !pushed) return pushed.error();
    }
  }
  return parts_.kept_answers ? parts_.kept_answers->sweep(context) : Result<>{};
}

}  // namespace pixferry
