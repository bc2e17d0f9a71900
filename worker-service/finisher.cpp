#include "worker-service/finisher.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "pipeline/platform/crash_point.hpp"

namespace pixferry {

void Finisher::finish(FinishedFile file, Recorded recorded) {
  const auto batch = std::min(parts_.limits.finish_batch_files_max, parts_.limits.transfers);
  const auto waiting_max = 2 * static_cast<std::size_t>(batch);
  {
    std::unique_lock lock{mutex_};
    taken_.wait(lock, [&] { return waiting_.size() < waiting_max; });
    waiting_.push_back({std::move(file), std::move(recorded)});
  }
  came_.notify_one();
}

void Finisher::run(const std::stop_token& stop, const std::stop_token& draining) {
  while (true) {
    auto batch = next_batch(stop);
    if (batch.empty()) return;
    commit(std::move(batch), draining);
  }
}

std::vector<Finisher::Waiting> Finisher::next_batch(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  came_.wait(lock, stop, [&] { return !waiting_.empty(); });
  const auto count =
      std::min(waiting_.size(), static_cast<std::size_t>(parts_.limits.finish_batch_files_max));
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Waiting> batch{std::make_move_iterator(waiting_.begin()),
                             std::make_move_iterator(end)};
  waiting_.erase(waiting_.begin(), end);
  taken_.notify_all();
  return batch;
}

void Finisher::commit(std::vector<Waiting> batch, const std::stop_token& draining) {
  std::vector<FinishedFile> files;
  for (auto& waiting : batch) files.push_back(std::move(waiting.file));
  const auto fates = record_patiently(files, draining);
  for (std::size_t i = 0; i < batch.size(); ++i) batch[i].recorded(files[i], fates[i]);

  std::set<JobId> jobs;
  for (const auto& file : files) jobs.insert(file.lease.job);
  for (const auto& job : jobs) parts_.feed.publish(job);
}

std::vector<Result<Fate>> Finisher::record_patiently(std::span<const FinishedFile> files,
                                                     const std::stop_token& draining) {
  const auto outage_of = [](const std::vector<Result<Fate>>& fates) {
    return std::ranges::find_if(fates, [](const auto& fate) {
      return !fate && CircuitBreaker::is_outage(fate.error().code);
    });
  };
  auto fates = record(files);
  for (auto outage = outage_of(fates); outage != fates.end(); outage = outage_of(fates)) {
    is_held_up_ = true;
    parts_.breaker.refused(outage->error());
    if (!parts_.breaker.wait(draining)) break;
    // What was recorded already is recognised by its token and stays as it is.
    fates = record(files);
  }
  is_held_up_ = false;
  return fates;
}

std::vector<Result<Fate>> Finisher::record(std::span<const FinishedFile> files) {
  // Outcomes are recorded even while the process drains.
  crash_point("finisher.before_commit");
  const auto fates = [&] {
    const StageTimer timer{parts_.metrics, "commit"};
    return parts_.ledger.finish(Context{}, files);
  }();
  crash_point("finisher.after_commit");
  if (fates) return {fates->begin(), fates->end()};
  if (fates.error().code != ErrorCode::catalog_conflict || files.size() == 1) {
    return std::vector<Result<Fate>>(files.size(), fates.error());
  }
  // One row that the catalog refuses must not hold up the others.
  std::vector<Result<Fate>> each;
  for (const auto& file : files) each.push_back(record({&file, 1}).front());
  return each;
}

}  // namespace pixferry
