#include "pipeline/catalog/disposal.hpp"

#include "pipeline/catalog/image_deletion.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/tallies.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/job.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

/// A deleted job whose rows are cleared away.
struct DeletedJob {
  std::string id;
  std::string owner;
  bool takes_images;
};

std::optional<DeletedJob> lock_deleted_job(Statements& tx) {
  const auto row = tx.row(sql::lock_deleted_job, {});
  if (!row) return std::nullopt;
  return DeletedJob{row->text(0), row->text(1), row->integer(2) == 1};
}

void delete_exclusive_images(Statements& tx, const DeletedJob& job, int files_max,
                             std::int64_t now_ms) {
  std::vector<ImageId> images;
  for (const auto& row : tx.rows(sql::find_exclusive_images, {job.id, files_max})) {
    images.push_back(ImageId{row.integer(0)});
  }
  if (!images.empty()) delete_images(tx, job.owner, images, now_ms);
}

/// The tallies stay those of the rows that are left.
TallyChange change_by(const SqlRows& deleted_files) {
  TallyChange change;
  for (const auto& row : deleted_files) {
    const auto state = file_state_named(row.text(0)).value();
    --change.total;
    if (state == FileState::imported) --change.imported;
    if (state == FileState::skipped) --change.skipped;
    if (state == FileState::failed) --change.failed;
    change.bytes_total -= row.optional_integer(1).value_or(0);
    change.bytes_done -= row.integer(2);
  }
  return change;
}

/// Whether there were any.
bool delete_files(Statements& tx, const std::string& job, int files_max) {
  const auto deleted = tx.rows(sql::delete_files, {job, files_max});
  if (!deleted.empty()) change_tallies(tx, {{job, change_by(deleted)}});
  return !deleted.empty();
}

/// Whether there were any.
bool delete_folders(Statements& tx, const std::string& job, int folders_max) {
  const auto deleted = tx.rows(sql::delete_folders, {job, folders_max});
  TallyChange change;
  for (const auto& row : deleted) {
    // A root that could not be read is the job's own error.
    if (row.text(0) == "failed" && row.integer(1) > 0) --change.unreadable_folders;
  }
  if (!deleted.empty()) change_tallies(tx, {{job, change}});
  return !deleted.empty();
}

}  // namespace

Result<std::vector<ImageId>> Disposal::delete_images(const Context& context, std::string_view owner,
                                                     std::span<const ImageId> images) {
  using Ids = std::vector<ImageId>;
  const auto some = images.first(std::min(images.size(), kImagesMax));
  if (some.empty()) return Ids{};
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<Ids> {
    return pixferry::delete_images(tx, std::string{owner}, some, to_milliseconds(clock_.now()));
  });
}

Result<> Disposal::delete_job(const Context& context, std::string_view owner, const JobId& job,
                              ImagesOfDeletedJob images) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    const std::string of_owner{owner};
    const auto row = tx.row(sql::lock_own_job, {job.text(), of_owner});
    if (!row) {
      if (tx.row(sql::find_job_deletion, {job.text(), of_owner})) return {};
      return Error{ErrorCode::job_not_found, fmt::format("There is no import job {}.", job.text())};
    }
    const auto state = job_state_named(row->text(0)).value();
    if (is_active(state)) {
      return Error{ErrorCode::catalog_conflict,
                   fmt::format("The job is {}; cancel it before you delete it.", name(state))};
    }
    tx.run(sql::insert_job_deletion,
           {job.text(), of_owner, images == ImagesOfDeletedJob::remove ? 1 : 0});
    tx.run(sql::disown_job, {job.text()});
    return {};
  });
}

Result<bool> Disposal::delete_rows(const Context& context) {
  // Mostly there is nothing to do, and a read keeps no writer waiting.
  const auto is_any = transact(database_, context, Access::read, [&](Statements& tx) {
    return Result<bool>{tx.row(sql::find_deleted_jobs, {}).has_value()};
  });
  if (!is_any || !*is_any) return is_any;
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<bool> {
    const auto job = lock_deleted_job(tx);
    if (!job) return false;
    if (job->takes_images) {
      delete_exclusive_images(tx, *job, rows_max_, to_milliseconds(clock_.now()));
    }
    if (delete_files(tx, job->id, rows_max_)) return true;
    if (delete_folders(tx, job->id, rows_max_)) return true;
    tx.run(sql::delete_job, {job->id});
    return true;
  });
}

}  // namespace pixferry
