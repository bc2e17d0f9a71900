#include "tests/simulation/simulated_worker.hpp"

#include <utility>

namespace pixferry {
namespace {

/// Pops at once or not at all: its deadline has always passed.
const Context kNow{.stop = {}, .deadline = Instant::min()};

}  // namespace

void SimulatedWorker::act() {
  // A call of this worker is under way, and the others work meanwhile.
  if (std::exchange(is_busy_, true)) return;
  if (!folder_ && transfers_.empty()) {
    take_work();
  } else if (parts_.dice.chance(15)) {
    renew();
  } else if (folder_) {
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
  if (kind == WorkKind::listing) {
    const auto claimed = parts_.ledger.claim_folders(Context{}, (*work)->job, 1);
    if (!claimed || claimed->empty()) return;
    folder_ = claimed->front();
    (void)parts_.queue.push(**work);
    return;
  }
  const auto count = parts_.dice.between(1, 5);
  const auto claimed = parts_.ledger.claim_files(Context{}, (*work)->job, count);
  if (!claimed) return;
  parts_.witness.claimed(*claimed);
  if (static_cast<int>(claimed->size()) == count) (void)parts_.queue.push(**work);
  for (const auto& lease : *claimed) transfers_.push_back({lease, {}});
}

void SimulatedWorker::list() {
  // What could not be recorded is listed again by whoever claims the folder next.
  (void)parts_.list_folder.run(Context{}, *folder_);
  folder_.reset();
}

bool SimulatedWorker::import_next() {
  for (auto& transfer : transfers_) {
    if (transfer.outcome) continue;
    transfer.outcome = parts_.import_image.run(Context{}, transfer.lease);
    return true;
  }
  return false;
}

void SimulatedWorker::renew() {
  Held held;
  for (const auto& transfer : transfers_) {
    held.files.push_back({transfer.lease.id, transfer.lease.token});
  }
  if (folder_) held.folders.push_back({folder_->job, folder_->folder.id, folder_->token});
  // Whoever lost a lease may be told so too late: it goes on all the same.
  (void)parts_.ledger.renew(Context{}, held);
}

void SimulatedWorker::finish() {
  std::vector<FinishedFile> batch;
  for (const auto& transfer : transfers_) batch.push_back({transfer.lease, *transfer.outcome});
  // Without an answer it may have been recorded or not: it is said once more.
  if (!parts_.witness.finish(batch)) return;
  last_finished_ = std::move(batch);
  transfers_.clear();
}

void SimulatedWorker::misbehave() {
  if (is_busy_ || last_finished_.empty()) return;
  auto batch = last_finished_;
  if (parts_.dice.chance(50)) {
    for (auto& file : batch) {
      file.lease.token += parts_.dice.between(-2, 2);
      file.outcome = Failed{ErrorCode::internal, "forged"};
    }
  }
  (void)parts_.witness.finish(batch);
}

void SimulatedWorker::die() {
  if (is_busy_) return;
  folder_.reset();
  transfers_.clear();
  last_finished_.clear();
}

}  // namespace pixferry
