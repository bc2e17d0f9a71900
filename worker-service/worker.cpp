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
constexpr std::chrono::seconds kInspectionPause{30};

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

/// A file that was claimed and not begun: as if it had never been claimed.
Postponed handed_back(ErrorCode cause, std::string why) {
  return {cause, std::move(why), std::chrono::milliseconds{0}, /*refund_attempt=*/true};
}

/// The breaker has said once what an outage repeats every second.
void report(std::string_view message, const Error& error) {
  const auto line = CircuitBreaker::is_outage(error.code) ? log::debug : log::warning;
  line(message, {{"reason", name(error.code)}, {"detail", error.message}});
}

}  // namespace

Worker::Worker(Parts parts)
    : parts_(parts),
      leases_(parts.ledger),
      presence_({.roster = parts.roster,
                 .identity = parts.identity,
                 .leases = leases_,
                 .breaker = parts.breaker}),
      finisher_({.ledger = parts.ledger,
                 .feed = parts.feed,
                 .breaker = parts.breaker,
                 .limits = parts.limits,
                 .metrics = parts.metrics}),
      slots_(parts.limits.transfers) {
  const auto add = [this](std::vector<std::jthread>& threads, const char* name, auto loop) {
    threads.emplace_back([this, loop](std::stop_token stop) { (this->*loop)(stop); });
    ::pthread_setname_np(threads.back().native_handle(), name);  // what `top -H` shows
  };
  add(services_, "finisher", &Worker::finish_files);
  add(services_, "lease keeper", &Worker::keep_leases);
  add(services_, "housekeeper", &Worker::keep_house);
  add(services_, "presence", &Worker::show_presence);
  if (parts.inspect_stored != nullptr) add(intake_, "inspector", &Worker::inspect_stored);
  if (parts.webhook_sender != nullptr) add(intake_, "webhooks", &Worker::send_webhooks);
  for (int i = 0; i < parts.limits.transfers; ++i) {
    add(transfers_, "transfer", &Worker::transfer_files);
  }
  for (int i = 0; i < parts.limits.listers; ++i) add(intake_, "lister", &Worker::list_folders);
  add(intake_, "claimer", &Worker::claim_files);
}

Worker::~Worker() {
  draining_.request_stop();
  presence_.drain();
  for (auto& thread : intake_) thread.request_stop();
  leases_.wait_until_idle(parts_.limits.shutdown_grace);
  leases_.stop_all();
  intake_.clear();
  for (auto& thread : transfers_) thread.request_stop();
  transfers_.clear();
  for (auto& thread : services_) thread.request_stop();
  services_.clear();
}

/// Tries until the catalog takes it, the work is called off or the process drains.
template <class Attempt>
auto Worker::until_recorded(const std::stop_token& stop, const Attempt& attempt) {
  auto recorded = attempt();
  if (recorded || !CircuitBreaker::is_outage(recorded.error().code)) return recorded;
  ++unrecorded_;
  do {
    parts_.breaker.refused(recorded.error());
    if (!parts_.breaker.wait(draining_.get_token()) || stop.stop_requested()) break;
    recorded = attempt();
  } while (!recorded && CircuitBreaker::is_outage(recorded.error().code));
  --unrecorded_;
  return recorded;
}

void Worker::claim_files(const std::stop_token& stop) {
  const Context context{stop};
  while (const auto room = wait_for_room(stop)) {
    const auto work = parts_.queue.pop(context, WorkKind::files);
    if (!work || !*work || !leases_.catch_up(context)) continue;
    auto claimed = parts_.ledger.claim_files(context, (*work)->job, room->files);
    if (!claimed) {
      if (CircuitBreaker::is_outage(claimed.error().code)) parts_.breaker.refused(claimed.error());
      report("files could not be claimed", claimed.error());
      continue;
    }
    crash_point("claim_files.after_commit");
    // There may be more: the job queues up again behind the others.
    if (static_cast<int>(claimed->size()) == room->files) (void)parts_.queue.push(**work);
    for (auto& lease : *claimed) {
      auto hold = leases_.hold(lease);
      slots_.start({std::move(lease), std::move(hold), room->is_trial});
    }
  }
}

/// How many files may be claimed: all that there is room for, or a single one on trial.
std::optional<Worker::Room> Worker::wait_for_room(const std::stop_token& stop) {
  const int free = slots_.wait_for_free(stop);
  if (free == 0) return std::nullopt;
  if (!parts_.breaker.why_open()) return Room{.files = free};
  // An outcome that waits to be recorded is the trial, and its lease may have run out meanwhile.
  do {
    if (!parts_.breaker.wait(stop)) return std::nullopt;
  } while (is_behind());
  return Room{.files = 1, .is_trial = true};
}

void Worker::transfer_files(const std::stop_token& stop) {
  while (auto claimed = slots_.next(stop)) {
    transfer(*std::move(claimed));
    slots_.finished();
  }
}

void Worker::transfer(ClaimedFile claimed) {
  auto outcome = outcome_of(claimed);
  // The file is held until its outcome is written; this thread goes on to the next one.
  auto hold = std::make_shared<std::optional<LeaseKeeper::Hold>>(std::move(claimed.hold));
  finisher_.finish({std::move(claimed.lease), std::move(outcome)},
                   [this, hold](const auto& file, const auto& fate) {
                     learn_from(file, fate);
                     hold->reset();
                     if (leases_.is_idle()) settle_soon_.ring();
                   });
}

Outcome Worker::outcome_of(const ClaimedFile& claimed) {
  if (draining_.stop_requested()) return handed_back(ErrorCode::stopped, "The worker drains.");
  if (const auto outage = parts_.breaker.why_open(); outage && !claimed.is_trial) {
    return handed_back(outage->code, outage->message);
  }
  auto outcome = import(claimed.lease, claimed.hold.stop_token());
  report(claimed.lease, outcome);
  if (const auto* later = std::get_if<Postponed>(&outcome)) {
    if (CircuitBreaker::is_outage(later->cause)) {
      parts_.breaker.refused({later->cause, later->detail});
    }
  }
  return outcome;
}

void Worker::learn_from(const FinishedFile& file, const Result<Fate>& fate) {
  if (!fate) {
    report("an outcome could not be recorded; the file is tried again", fate.error());
    return;
  }
  if (parts_.metrics != nullptr && *fate == Fate::recorded) count_file(*parts_.metrics, file);
  if (!std::holds_alternative<Postponed>(file.outcome)) {
    parts_.breaker.passed();
  }
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
  finisher_.run(stop, draining_.get_token());
}

/// Whether something is over of which the catalog does not know yet.
bool Worker::is_behind() const {
  return unrecorded_ > 0 || finisher_.is_held_up();
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
    if (CircuitBreaker::is_outage(claimed.error().code)) parts_.breaker.refused(claimed.error());
    report("a folder could not be claimed", claimed.error());
    return;
  }
  if (claimed->empty()) return;
  crash_point("claim_folders.after_commit");
  // Other threads may take other folders of this job meanwhile.
  (void)parts_.queue.push({job, WorkKind::listing});
  const auto hold = leases_.hold(claimed->front());
  try {
    const auto listed = list(claimed->front(), hold.stop_token());
    if (!listed && listed.error().code != ErrorCode::lease_lost) {
      report("a listing could not be recorded; the folder is tried again", listed.error());
    }
  } catch (const std::exception& failure) {
    log::error("a listing broke off; the folder is tried again",
               {{"job_id", job.text()}, {"detail", failure.what()}});
  }
}

Result<> Worker::list(const FolderLease& lease, const std::stop_token& stop) {
  const auto listed = parts_.list_folder.run(Context{stop}, lease);
  if (listed) parts_.breaker.catalog_passed();
  if (listed || !CircuitBreaker::is_outage(listed.error().code)) return listed;
  return put_back(lease, listed.error(), stop);
}

/// What could not be recorded was not the folder's fault: it gets its attempt back.
Result<> Worker::put_back(const FolderLease& lease, const Error& why, const std::stop_token& stop) {
  parts_.breaker.refused(why);
  return until_recorded(stop, [&] {
    return parts_.ledger.postpone_folder(
        Context{}, lease, {why.code, why.message, parts_.limits.backoff, /*refund_attempt=*/true});
  });
}

void Worker::keep_leases(const std::stop_token& stop) {
  Alarm never;
  while (never.wait(stop, std::min(kLeaseTick, parts_.limits.lease / 3))) {
    if (auto kept = leases_.tick(Context{stop}); !kept) {
      report("leases could not be renewed", kept.error());
    }
  }
}

void Worker::show_presence(const std::stop_token& stop) {
  presence_.run(stop);
}

void Worker::inspect_stored(const std::stop_token& stop) {
  Alarm never;
  auto pause = std::chrono::milliseconds{0};
  while (never.wait(stop, pause)) pause = inspect_some(Context{stop});
}

void Worker::send_webhooks(const std::stop_token& stop) {
  parts_.webhook_sender->run(stop, parts_.limits.settle_interval);
}

/// Imports come first: what was missed earlier is made up for while none is under way. Answers how
/// long to wait before the next turn.
std::chrono::milliseconds Worker::inspect_some(const Context& context) {
  if (!leases_.is_idle() || parts_.breaker.why_open()) return parts_.limits.settle_interval;
  const auto turn = parts_.inspect_stored->run(context);
  if (!turn) {
    if (!context.stop.stop_requested()) report("stored images wait for a look", turn.error());
    return kInspectionPause;
  }
  for (const auto& trouble : turn->left_alone) {
    report("a stored image could not be looked into", trouble);
  }
  return turn->images > 0 ? std::chrono::milliseconds{0} : kInspectionPause;
}

void Worker::keep_house(const std::stop_token& stop) {
  do {
    // What waits to be recorded would be ended here once its lease has run out.
    if (is_behind() || !leases_.catch_up(Context{stop})) continue;
    if (auto settled = parts_.settle_jobs.run(Context{stop}); !settled && !stop.stop_requested()) {
      report("jobs could not be settled", settled.error());
    }
  } while (settle_soon_.wait(stop, parts_.limits.settle_interval));
}

}  // namespace pixferry
