#include "pipeline/catalog/finish_batch.hpp"

#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/queries.hpp"

#include <set>

namespace pixferry {
namespace {

/// Objects are removed within seconds, unless who removes them died.
constexpr std::chrono::seconds kRemovalPause{30};

boost::json::value json_of(const std::optional<ErrorCode>& code) {
  return code ? boost::json::value(name(*code)) : boost::json::value(nullptr);
}

FileState target_state(const Outcome& outcome) {
  if (std::holds_alternative<Imported>(outcome)) return FileState::imported;
  if (std::holds_alternative<Skipped>(outcome)) return FileState::skipped;
  if (std::holds_alternative<Failed>(outcome)) return FileState::failed;
  return FileState::pending;
}

}  // namespace

const Imported* FinishBatch::LiveFile::imported() const {
  if (verdict.state != FileState::imported) return nullptr;
  return std::get_if<Imported>(&finished->outcome);
}

const Blob* FinishBatch::LiveFile::blob() const {
  return imported() == nullptr ? nullptr : &imported()->blob;
}

DeclaredFacts FinishBatch::LiveFile::declared() const {
  return beyond(imported()->facts, finished->lease.file.declared);
}

FinishBatch::ImageKey FinishBatch::key_of(const LiveFile& file) {
  return {file.owner, file.source, file.source_file_id};
}

FinishBatch::FinishBatch(Statements& tx, std::span<const FinishedFile> files, const Limits& limits,
                         std::int64_t now_ms)
    : tx_(tx), files_(files), limits_(limits), now_ms_(now_ms), fates_(files.size(), Fate::stale) {}

std::vector<Fate> FinishBatch::run() {
  lock();
  if (live_.empty()) return fates_;
  store_blobs();
  store_images();
  record();
  note_rates();
  change_tallies(tx_, changes_);
  events_.write(tx_, limits_, now_ms_);
  return fates_;
}

void FinishBatch::lock() {
  std::set<std::string> job_ids;
  boost::json::array wanted;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const auto& lease = files_[i].lease;
    job_ids.insert(lease.job.text());
    wanted.push_back({{"ordinal", i},
                      {"done_id", lease.id.value},
                      {"done_token", lease.token},
                      {"done_job", lease.job.text()}});
  }
  jobs_ = lock_jobs(tx_, {job_ids.begin(), job_ids.end()}, now_ms_);
  for (const auto& row : tx_.rows(sql::lock_finished_files, {json_text(wanted)})) {
    const auto& lease = files_[static_cast<std::size_t>(row.integer(0))].lease;
    const auto job = jobs_.find(lease.job.text());
    if (job != jobs_.end()) take(row, job->second);
  }
}

void FinishBatch::take(const SqlRow& row, const LockedJob& job) {
  const auto index = static_cast<std::size_t>(row.integer(0));
  const auto& finished = files_[index];
  const auto state = file_state_named(row.text(1)).value();
  if (state != FileState::pending) {
    // The same finish once more: the answer to the first was lost.
    if (state == target_state(finished.outcome)) fates_[index] = Fate::recorded;
    return;
  }
  const bool is_taken = std::ranges::any_of(
      live_, [&](const auto& live) { return live.finished->lease.id == finished.lease.id; });
  if (is_taken || !job.is_active()) return;
  fates_[index] = Fate::recorded;
  live_.push_back({.finished = &finished,
                   .owner = job.owner,
                   .source = job.source,
                   .source_file_id = row.text(3),
                   .name = row.text(4),
                   .path = row.text(5),
                   .revision = row.text(6),
                   .claimed_ms = row.optional_integer(8),
                   .verdict = decide(finished.outcome, {row.integer(2), row.integer(7)})});
}

FinishBatch::Verdict FinishBatch::decide(const Outcome& outcome, const Tries& tries) const {
  Verdict verdict;
  verdict.state = target_state(outcome);
  verdict.tries = tries;
  if (const auto* imported = std::get_if<Imported>(&outcome)) {
    if (imported->was_held) verdict.detail = "Its bytes were here already; nothing was fetched.";
  } else if (const auto* skipped = std::get_if<Skipped>(&outcome)) {
    verdict.reason = skipped->reason;
    verdict.detail = bounded_detail(skipped->detail);
  } else if (const auto* failed = std::get_if<Failed>(&outcome)) {
    verdict.reason = verdict.last_error = failed->reason;
    verdict.detail = bounded_detail(failed->detail);
  } else if (const auto* postponed = std::get_if<Postponed>(&outcome)) {
    put_off(*postponed, verdict);
  }
  return verdict;
}

void FinishBatch::put_off(const Postponed& postponed, Verdict& verdict) const {
  verdict.last_error = postponed.cause;
  verdict.detail = bounded_detail(postponed.detail);
  auto& tries = verdict.tries;
  const bool is_parked = postponed.cause == ErrorCode::download_quota_exceeded;
  const bool is_spent = postponed.refund_attempt
                            ? is_parked && tries.quota_pauses >= limits_.quota_pauses_max
                            : tries.attempts >= limits_.attempts_max;
  if (is_spent) {
    verdict.state = FileState::failed;
    verdict.reason = postponed.cause;
    return;
  }
  if (is_parked) ++tries.quota_pauses;
  if (postponed.refund_attempt) tries.attempts = std::max<std::int64_t>(0, tries.attempts - 1);
  verdict.delay_ms = bounded_delay_ms(postponed.delay);
}

void FinishBatch::store_blobs() {
  StoredBlobs blobs{tx_, now_ms_};
  for (const auto& file : live_) {
    if (const auto* imported = file.imported()) blobs.add(file.owner, *imported);
  }
  blobs.write();
  for (auto& file : live_) {
    const auto* blob = file.blob();
    if (blob == nullptr || blobs.is_kept(file.owner, blob->sha256, file.claimed_ms)) continue;
    hand_back(file);
  }
  blobs.settle();
  given_up_ = blobs.ids();
}

/// The object went while the file was on its way; a later attempt stores it anew.
void FinishBatch::hand_back(LiveFile& file) const {
  const auto tries = file.verdict.tries;
  file.verdict = {.state = FileState::pending,
                  .reason = std::nullopt,
                  .last_error = std::nullopt,
                  .detail = {},
                  .tries = tries,
                  .delay_ms = std::nullopt};
  put_off({.cause = ErrorCode::storage_unavailable,
           .detail = "The same bytes were just being removed from the store; they are stored anew.",
           .delay = kRemovalPause,
           .refund_attempt = true},
          file.verdict);
}

void FinishBatch::record() {
  boost::json::array rows;
  for (const auto& file : live_) {
    rows.push_back(json_of(file));
    auto& change = changes_[file.finished->lease.job.text()];
    if (file.verdict.state == FileState::imported) {
      ++change.imported;
      change.bytes_done += file.blob()->size_bytes;
    }
    if (file.verdict.state == FileState::skipped) ++change.skipped;
    if (file.verdict.state == FileState::failed) note_failure(file, change);
  }
  const auto recorded = tx_.rows(sql::record_files, {json_text(rows), now_ms_});
  if (recorded.size() != live_.size()) {
    tx_.give_up({ErrorCode::catalog_conflict, "Files that were locked changed nevertheless."});
  }
}

void FinishBatch::note_rates() {
  for (auto& [id, change] : changes_) {
    const auto files = change.imported + change.skipped + change.failed;
    const auto& job = jobs_.at(id);
    if (files == 0) continue;
    change.rate =
        remember(job.rate, job.started_at.value_or(job.now), job.now, files, change.bytes_done);
  }
}

void FinishBatch::note_failure(const LiveFile& file, TallyChange& change) {
  ++change.failed;
  const auto& verdict = file.verdict;
  events_.file_failed(file.finished->lease.job.text(),
                      {.id = file.finished->lease.id.value,
                       .reason = std::string{name(verdict.reason.value())},
                       .detail = verdict.detail,
                       .attempts = verdict.tries.attempts},
                      change);
}

boost::json::value FinishBatch::json_of(const LiveFile& file) const {
  const auto& verdict = file.verdict;
  const auto* blob = file.blob();
  std::optional<std::int64_t> image;
  if (const auto found = image_ids_.find(key_of(file));
      blob != nullptr && found != image_ids_.end())
    image = found->second;
  return {{"done_id", file.finished->lease.id.value},
          {"done_token", file.finished->lease.token},
          {"new_state", name(verdict.state)},
          {"new_reason", pixferry::json_of(verdict.reason)},
          {"new_last_error", pixferry::json_of(verdict.last_error)},
          {"new_detail", verdict.detail},
          {"new_attempts", verdict.tries.attempts},
          {"new_quota_pauses", verdict.tries.quota_pauses},
          {"new_image_id", json_or_null(image)},
          {"new_stored_bytes", blob == nullptr ? 0 : blob->size_bytes},
          {"delay_ms", json_or_null(verdict.delay_ms)}};
}

}  // namespace pixferry
