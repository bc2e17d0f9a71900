#include "tests/simulation/witness.hpp"

namespace pixferry {
namespace {

const std::string kPending{name(FileState::pending)};

}  // namespace

std::shared_ptr<const Snapshot> Witness::see(const std::string& retried_job) {
  const auto changes_now = changes();
  if (changes_now == changes_seen_) return seen_;
  auto now = Snapshot::read(parts_.catalog);
  if (!now) {
    complain(now.error().message);
    return seen_;
  }
  compare_files(*now, retried_job);
  compare_folders(*now);
  compare_jobs(*now, retried_job);
  changes_seen_ = changes_now;
  return seen_ = std::make_shared<const Snapshot>(*std::move(now));
}

std::int64_t Witness::changes() {
  const auto rows = query("SELECT total_changes()");
  return rows.empty() ? -1 : rows.front().integer(0);
}

void Witness::compare_files(const Snapshot& now, const std::string& retried_job) {
  for (const auto& [id, was] : seen_->files) {
    const auto found = now.files.find(id);
    if (found == now.files.end()) {
      complain("a file is lost: " + was.source_file);
      continue;
    }
    const auto& is = found->second;
    const bool may_be_retried = was.job == retried_job && was.state == name(FileState::failed);
    if (was.state != kPending && is.state != was.state && !may_be_retried) {
      complain("a file that was " + was.state + " became " + is.state + ": " + was.source_file);
    }
    if (is.turn.token < was.turn.token) complain("a token went back: " + was.source_file);
  }
  for (const auto& [id, file] : now.files) {
    if (file.turn.attempts > parts_.limits.attempts_max) {
      complain("too many attempts: " + file.source_file);
    }
    if (file.state == kPending && file.turn.leased == 0 &&
        files_handed_out_.contains({id, file.turn.token})) {
      complain("who gave a file up may write it still: " + file.source_file);
    }
  }
}

void Witness::compare_folders(const Snapshot& now) {
  for (const auto& [key, was] : seen_->folders) {
    const auto found = now.folders.find(key);
    if (found == now.folders.end()) {
      complain("a folder is lost: " + key.second);
      continue;
    }
    const auto& is = found->second;
    if (was.state != kPending && is.state != was.state) {
      complain("a folder that was " + was.state + " became " + is.state + ": " + key.second);
    }
    if (is.turn.token < was.turn.token) complain("a token went back: " + key.second);
    if (is.pages < was.pages) complain("pages of a folder were forgotten: " + key.second);
  }
  for (const auto& [key, folder] : now.folders) {
    if (folder.turn.attempts > parts_.limits.attempts_max) {
      complain("too many attempts: " + key.second);
    }
    if (folder.state == kPending && folder.turn.leased == 0 &&
        folders_handed_out_.contains({key, folder.turn.token})) {
      complain("who gave a folder up may write it still: " + key.second);
    }
  }
}

void Witness::compare_jobs(const Snapshot& now, const std::string& retried_job) {
  for (const auto& [id, was] : seen_->jobs) {
    const auto& is = now.jobs.at(id);
    const bool is_less = is.total < was.total || is.imported < was.imported ||
                         is.skipped < was.skipped || (is.failed < was.failed && id != retried_job);
    if (is_less) complain("the progress of a job went back: " + id);
    const auto from = job_state_named(was.state).value();
    const auto to = job_state_named(is.state).value();
    const bool reopened = !is_active(from) && is_active(to);
    if (from != to && (reopened ? id != retried_job : !may_become(from, to))) {
      complain("a job that was " + was.state + " became " + is.state + ": " + id);
    }
  }
  for (const auto& [id, job] : now.jobs) {
    const auto ended = job.imported + job.skipped + job.failed;
    if (ended > job.total) complain("a job has done more than there is: " + id);
    if (job.state == name(JobState::completed) && ended != job.total) {
      complain("a job was completed before its files had ended: " + id);
    }
  }
}

void Witness::check_lease(const Snapshot::Turn& was, const Snapshot::Turn& is,
                          const std::string& what) {
  if (was.available_at > now_ms()) complain("what is not due was handed out: " + what);
  if (is.available_at <= now_ms()) complain("a lease was over when it began: " + what);
  if (is.attempts != was.attempts + 1) complain("a claim was not counted: " + what);
}

Result<std::vector<FileLease>> Witness::claim_files(const JobId& job, int count) {
  const auto before = see();
  auto claimed = parts_.ledger.claim_files(Context{}, job, count);
  if (!claimed) return claimed;
  for (const auto& lease : *claimed) {
    if (!files_handed_out_.emplace(lease.id.value, lease.token).second) {
      complain("a token was handed out twice: " + lease.file.id);
    }
  }
  const auto after = see();
  for (const auto& lease : *claimed) {
    check_lease(before->files.at(lease.id.value).turn, after->files.at(lease.id.value).turn,
                lease.file.id);
    if (!before->is_active(job.text())) complain("work of a job that has ended was handed out");
  }
  return claimed;
}

Result<std::vector<FolderLease>> Witness::claim_folders(const JobId& job, int count) {
  const auto before = see();
  auto claimed = parts_.ledger.claim_folders(Context{}, job, count);
  if (!claimed) return claimed;
  for (const auto& lease : *claimed) {
    const Snapshot::FolderKey key{job.text(), lease.folder.id};
    if (!folders_handed_out_.emplace(key, lease.token).second) {
      complain("a token was handed out twice: " + lease.folder.id);
    }
  }
  const auto after = see();
  for (const auto& lease : *claimed) {
    const Snapshot::FolderKey key{job.text(), lease.folder.id};
    check_lease(before->folders.at(key).turn, after->folders.at(key).turn, lease.folder.id);
    if (!before->is_active(job.text())) complain("work of a job that has ended was handed out");
  }
  return claimed;
}

void Witness::renew(const Held& held, const std::function<Result<>()>& tick) {
  std::set<std::pair<std::int64_t, std::int64_t>> files;
  for (const auto& file : held.files) files.emplace(file.id.value, file.token);
  std::set<std::pair<Snapshot::FolderKey, std::int64_t>> folders;
  for (const auto& folder : held.folders) {
    folders.emplace(Snapshot::FolderKey{folder.job.text(), folder.folder_id}, folder.token);
  }
  const auto before = see();
  (void)tick();
  const auto after = see();
  for (const auto& [id, was] : before->files) {
    const bool is_ours = was.state == kPending && files.contains({id, was.turn.token});
    if (after->files.at(id) != was && (!is_ours || !before->is_active(was.job))) {
      complain("a lease was renewed for somebody who does not hold it: " + was.source_file);
    }
  }
  for (const auto& [key, was] : before->folders) {
    const bool is_ours = was.state == kPending && folders.contains({key, was.turn.token});
    if (after->folders.at(key) != was && (!is_ours || !before->is_active(key.first))) {
      complain("a lease was renewed for somebody who does not hold it: " + key.second);
    }
  }
}

std::vector<Result<Fate>> Witness::finish(Finisher& finisher,
                                          const std::vector<FinishedFile>& batch) {
  const auto before = see();
  auto fates = finisher.record(batch);
  const auto after = see();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (before->files.contains(batch[i].lease.id.value)) {
      check_fate(batch[i], *before, *after, fates[i]);
    }
  }
  return fates;
}

void Witness::check_fate(const FinishedFile& finished, const Snapshot& before,
                         const Snapshot& after, const Result<Fate>& fate) {
  const auto& lease = finished.lease;
  const auto& was = before.files.at(lease.id.value);
  const auto& is = after.files.at(lease.id.value);
  const bool is_holder = was.turn.token == lease.token && was.job == lease.job.text() &&
                         was.state == kPending && before.is_active(was.job);
  if (was == is) {
    if (fate && *fate == Fate::recorded && is.state == kPending) {
      complain("what was said to be recorded is not there: " + was.source_file);
    }
    return;
  }
  if (!is_holder) complain("somebody who does not hold the file changed it: " + was.source_file);
  if (fate && *fate == Fate::stale) complain("a stale outcome changed " + was.source_file);
  if (!used_.emplace(lease.id.value, lease.token).second) {
    complain("a token was used twice: " + was.source_file);
  }
  if (const auto* postponed = std::get_if<Postponed>(&finished.outcome)) {
    check_postponed(*postponed, was, is);
  }
}

void Witness::check_postponed(const Postponed& why, const Snapshot::File& was,
                              const Snapshot::File& is) {
  if (is.state != kPending) {
    if (why.refund_attempt || was.turn.attempts < parts_.limits.attempts_max) {
      complain("a file failed with attempts left: " + was.source_file);
    }
    return;
  }
  const std::int64_t refund = why.refund_attempt ? 1 : 0;
  if (is.turn.attempts != was.turn.attempts - refund) {
    complain("an attempt was counted wrongly: " + was.source_file);
  }
  if (is.turn.available_at < now_ms() + why.delay.count()) {
    complain("a file was put off for less than it should be: " + was.source_file);
  }
}

void Witness::write_late(const FolderLease& lease) {
  const auto before = see();
  const auto found = before->folders.find({lease.job.text(), lease.folder.id});
  const bool is_holder = found != before->folders.end() && found->second.state == kPending &&
                         found->second.turn.token == lease.token &&
                         before->is_active(lease.job.text());
  if (is_holder) return;
  (void)parts_.ledger.commit_page(Context{}, lease, {});
  (void)parts_.ledger.postpone_folder(Context{}, lease, {ErrorCode::network, "late"});
  (void)parts_.ledger.restart_folder(Context{}, lease);
  (void)parts_.ledger.fail_folder(Context{}, lease, {ErrorCode::folder_forbidden, "late"});
  if (see()->folders != before->folders) {
    complain("somebody who does not hold the folder changed it: " + lease.folder.id);
  }
}

Result<std::int64_t> Witness::retry(const JobId& job) {
  const auto before = see();
  auto retried = parts_.ledger.retry(Context{}, kDefaultOwner, job);
  const auto after = see(job.text());
  for (const auto& [id, was] : before->files) {
    const auto& is = after->files.at(id);
    if (is == was) continue;
    if (was.job != job.text()) complain("a retry changed another job: " + was.source_file);
    if (is.turn.attempts != 0) complain("a retried file has fewer attempts: " + was.source_file);
    if (is.turn.available_at > now_ms()) complain("a retried file waits: " + was.source_file);
  }
  return retried;
}

void Witness::settle(SettleJobs& settle_jobs) {
  const auto before = see();
  (void)settle_jobs.run(Context{});
  const auto after = see();
  for (const auto& [id, was] : before->files) {
    if (was.state != kPending || after->files.at(id).state != name(FileState::failed)) continue;
    if (was.turn.attempts < parts_.limits.attempts_max) {
      complain("a file failed with attempts left: " + was.source_file);
    }
    if (was.turn.available_at > now_ms()) {
      complain("a file failed under a lease: " + was.source_file);
    }
  }
}

void Witness::release_leases() {
  see();
  (void)parts_.ledger.release_leases(Context{});
  see();
}

}  // namespace pixferry
