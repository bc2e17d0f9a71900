#include "worker-service/worker.hpp"

#include <pthread.h>

#include <exception>
#include <memory>
#include <optional>

#include "pipeline/platform/crash_point.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::milliseconds kLeaseTick{1000};

void report(const FileLease& lease, const Outcome& outcome) {
  const auto line = [&](auto log, std::string_view message, ErrorCode reason,
                        const std::string& detail) {
    log(message, {{"job_id", lease.job.text()},
                  {"file_id", lease.id.value},
                  {"name", lease.file.name},
                  {"reason", name(reason)},
                  {"detail", detail},
                  {"attempt", lease.attempts}});
  };
  if (const auto* failed = std::get_if<Failed>(&outcome)) {
    line(log::warning, "file failed", failed->reason, failed->detail);
  } else if (const auto* later = std::get_if<Postponed>(&outcome)) {
    line(log::debug, "file postponed", later->cause, later->detail);
  }
}

}  // namespace

Worker::Worker(Parts parts)
    : parts_(parts),
      leases_(parts.ledger),
      finisher_(parts.ledger, parts.feed, parts.limits),
      slots_(parts.limits.transfers) {
  const auto add = [this](std::vector<std::jthread>& threads, const char* name, auto loop) {
    threads.emplace_back([this, loop](std::stop_token stop) { (this->*loop)(stop); });
    ::pthread_setname_np(threads.back().native_handle(), name);  // what `top -H` shows
  };
  add(services_, "finisher", &Worker::finish_files);
  add(services_, "lease keeper", &Worker::keep_leases);
  add(services_, "housekeeper", &Worker::keep_house);
  for (int i = 0; i < parts.limits.transfers; ++i) {
    add(transfers_, "transfer", &Worker::transfer_files);
  }
  for (int i = 0; i < parts.limits.listers; ++i) add(intake_, "lister", &Worker::list_folders);
  add(intake_, "claimer", &Worker::claim_files);
}

Worker::~Worker() {
  for (auto& thread : intake_) thread.request_stop();
  leases_.wait_until_idle(parts_.limits.shutdown_grace);
  leases_.stop_all();
  intake_.clear();
  for (auto& thread : transfers_) thread.request_stop();
  transfers_.clear();
  for (auto& thread : services_) thread.request_stop();
  services_.clear();
}

void Worker::claim_files(const std::stop_token& stop) {
  const Context context{stop};
  while (const int free = slots_.wait_for_free(stop)) {
    const auto work = parts_.queue.pop(context, WorkKind::files);
    if (!work || !*work) continue;
    auto claimed = parts_.ledger.claim_files(context, (*work)->job, free);
    if (!claimed) {
      log::warning("files could not be claimed", {{"detail", claimed.error().message}});
      continue;
    }
    crash_point("claim_files.after_commit");
    // There may be more: the job queues up again behind the others.
    if (static_cast<int>(claimed->size()) == free) (void)parts_.queue.push(**work);
    for (auto& lease : *claimed) slots_.start(std::move(lease));
  }
}

void Worker::transfer_files(const std::stop_token& stop) {
  while (auto lease = slots_.next(stop)) {
    transfer(*lease);
    slots_.finished();
  }
}

void Worker::transfer(const FileLease& lease) {
  auto hold = std::make_shared<std::optional<LeaseKeeper::Hold>>(leases_.hold(lease));
  auto outcome = import(lease, (*hold)->stop_token());
  report(lease, outcome);
  // The file is held until its outcome is written; this thread goes on to the next one.
  finisher_.finish({lease, std::move(outcome)}, [this, hold, id = lease.id](const auto& fate) {
    if (!fate) {
      log::warning("an outcome could not be recorded; the file is tried again",
                   {{"file_id", id.value}, {"detail", fate.error().message}});
    }
    hold->reset();
    if (leases_.is_idle()) settle_soon_.ring();
  });
}

Outcome Worker::import(const FileLease& lease, const std::stop_token& stop) {
  try {
    return parts_.import_image.run(Context{stop}, lease);
  } catch (const std::exception& failure) {
    // A library threw where none should: this file waits, the others go on.
    return Postponed{ErrorCode::internal, failure.what(), parts_.limits.backoff_max};
  }
}

void Worker::finish_files(const std::stop_token& stop) {
  finisher_.run(stop);
}

void Worker::list_folders(const std::stop_token& stop) {
  const Context context{stop};
  while (!stop.stop_requested()) {
    const auto work = parts_.queue.pop(context, WorkKind::listing);
    if (!work || !*work) continue;
    list_next((*work)->job);
    if (leases_.is_idle()) settle_soon_.ring();
  }
}

void Worker::list_next(const JobId& job) {
  const auto claimed = parts_.ledger.claim_folders(Context{}, job, 1);
  if (!claimed) {
    log::warning("a folder could not be claimed", {{"detail", claimed.error().message}});
    return;
  }
  if (claimed->empty()) return;
  crash_point("claim_folders.after_commit");
  // Other threads may take other folders of this job meanwhile.
  (void)parts_.queue.push({job, WorkKind::listing});
  const auto hold = leases_.hold(claimed->front());
  try {
    const auto listed = parts_.list_folder.run(Context{hold.stop_token()}, claimed->front());
    if (!listed && listed.error().code != ErrorCode::lease_lost) {
      log::warning("a listing could not be recorded; the folder is tried again",
                   {{"job_id", job.text()}, {"detail", listed.error().message}});
    }
  } catch (const std::exception& failure) {
    log::error("a listing broke off; the folder is tried again",
               {{"job_id", job.text()}, {"detail", failure.what()}});
  }
}

void Worker::keep_leases(const std::stop_token& stop) {
  Alarm never;
  while (never.wait(stop, std::min(kLeaseTick, parts_.limits.lease / 3))) {
    if (auto kept = leases_.tick(Context{stop}); !kept) {
      log::warning("leases could not be renewed", {{"detail", kept.error().message}});
    }
  }
}

void Worker::keep_house(const std::stop_token& stop) {
  do {
    if (auto settled = parts_.settle_jobs.run(Context{stop}); !settled && !stop.stop_requested()) {
      log::warning("jobs could not be settled", {{"detail", settled.error().message}});
    }
  } while (settle_soon_.wait(stop, parts_.limits.settle_interval));
}

}  // namespace pixferry
