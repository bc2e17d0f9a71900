#include "tests/simulation/simulated_worker.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace pixferry {
namespace {

/// Pops at once or not at all: its deadline has always passed.
const Context kNow{.stop = {}, .deadline = Instant::min()};
constexpr std::size_t kFinishedKept = 30;

}  // namespace

void SimulatedWorker::act() {
  // A call of this worker is under way, and the others work meanwhile.
  if (std::exchange(is_busy_, true)) return;
  if (leases_.is_idle()) {
    take_work();
  } else if (parts_.dice.chance(listing_ ? 50 : 20)) {
    renew();
  } else if (listing_) {
    list();
  } else if (!import_next()) {
    finish();
  }
  is_busy_ = false;
}

void SimulatedWorker::take_work() {
  const auto kind = parts_.dice.chance(40) ? WorkKind::listing : WorkKind::files;
  const auto work = parts_.queue.pop(kNow, kind);
  if (!work || !*work) return;
  kind == WorkKind::listing ? take_folder(**work) : take_files(**work);
}

void SimulatedWorker::take_folder(const Work& work) {
  const auto claimed = parts_.witness.claim_folders(work.job, 1);
  if (!claimed || claimed->empty()) return;
  const auto& lease = claimed->front();
  listing_.emplace(Listing{lease, leases_.hold(lease)});
  (void)parts_.queue.push(work);
}

void SimulatedWorker::take_files(const Work& work) {
  const auto count = parts_.dice.between(1, 5);
  const auto claimed = parts_.witness.claim_files(work.job, count);
  if (!claimed) return;
  if (static_cast<int>(claimed->size()) == count) (void)parts_.queue.push(work);
  for (const auto& lease : *claimed) {
    transfers_.push_back({lease, leases_.hold(lease), std::nullopt});
  }
}

void SimulatedWorker::list() {
  // What could not be recorded is listed again by whoever claims the folder next.
  (void)parts_.list_folder.run({listing_->hold.stop_token()}, listing_->lease);
  last_listing_ = listing_->lease;
  listing_.reset();
}

bool SimulatedWorker::import_next() {
  for (auto& transfer : transfers_) {
    if (transfer.outcome) continue;
    transfer.outcome = parts_.import({transfer.hold.stop_token()}, transfer.lease);
    return true;
  }
  return false;
}

void SimulatedWorker::renew() {
  Held held;
  for (const auto& transfer : transfers_) {
    held.files.push_back({transfer.lease.id, transfer.lease.token});
  }
  if (listing_) {
    const auto& lease = listing_->lease;
    held.folders.push_back({lease.job, lease.folder.id, lease.token});
  }
  // Whoever lost a lease may be told so too late: it goes on all the same.
  parts_.witness.renew(held, [this] { return leases_.tick(Context{}); });
}

void SimulatedWorker::finish() {
  std::vector<FinishedFile> batch;
  for (const auto& transfer : transfers_) batch.push_back({transfer.lease, *transfer.outcome});
  const auto fates = parts_.witness.finish(finisher_, batch);
  remember(batch);
  // Without an answer it may have been recorded or not: it is said once more, or left to the next.
  const bool is_answered = std::ranges::all_of(fates, [](const auto& fate) { return bool{fate}; });
  if (is_answered || parts_.dice.chance(50)) transfers_.clear();
}

void SimulatedWorker::remember(const std::vector<FinishedFile>& batch) {
  finished_.insert(finished_.end(), batch.begin(), batch.end());
  while (finished_.size() > kFinishedKept) finished_.pop_front();
}

void SimulatedWorker::misbehave() {
  if (is_busy_) return;
  if (last_listing_) parts_.witness.write_late(*last_listing_);
  if (finished_.empty()) return;
  std::set<FileId> chosen;
  std::vector<FinishedFile> batch;
  for (int more = parts_.dice.between(1, 5); more > 0; --more) {
    const auto& file = parts_.dice.pick(finished_);
    if (chosen.insert(file.lease.id).second) batch.push_back(twisted(file));
  }
  (void)parts_.witness.finish(finisher_, batch);
}

FinishedFile SimulatedWorker::twisted(FinishedFile file) {
  switch (parts_.dice.below(4)) {
    case 0: return file;
    case 1: file.lease.token += parts_.dice.between(-2, 2); break;
    default: break;
  }
  if (parts_.dice.chance(50)) {
    file.outcome = Failed{ErrorCode::internal, "forged"};
  } else {
    file.outcome = Postponed{ErrorCode::internal, "forged"};
  }
  return file;
}

void SimulatedWorker::die() {
  if (is_busy_) return;
  listing_.reset();
  transfers_.clear();
  last_listing_.reset();
  finished_.clear();
}

}  // namespace pixferry
