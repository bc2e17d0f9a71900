#include "pipeline/catalog/held_listing.hpp"

#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/queries.hpp"

#include <fmt/format.h>

namespace pixferry {

namespace {

std::optional<ListingJob> active_job(const std::optional<SqlRow>& row) {
  if (!row || !is_active(job_state_named(row->text(2)).value())) return std::nullopt;
  return ListingJob{.owner = row->text(0),
                    .source = row->text(1),
                    .recursive = row->integer(3) == 1,
                    .files_max = row->integer(4),
                    .files_total = row->integer(5)};
}

}  // namespace

std::optional<ListingJob> look_at_listing(Statements& tx, const FolderLease& lease) {
  return active_job(tx.row(sql::look_at_listing_job, {lease.job.text()}));
}

std::optional<HeldListing> hold_listing(Statements& tx, const FolderLease& lease) {
  auto job = active_job(tx.row(sql::lock_listing_job, {lease.job.text()}));
  const auto folder = tx.row(sql::lock_folder, {lease.job.text(), lease.folder.id});
  if (!job || !folder || folder->integer(1) != lease.token) return std::nullopt;
  return HeldListing{.job = *std::move(job),
                     .state = folder->text(0),
                     .page_token = folder->text(2),
                     .pages = static_cast<int>(folder->integer(3)),
                     .depth = static_cast<int>(folder->integer(4)),
                     .attempts = static_cast<int>(folder->integer(5)),
                     .landmark = folder->text(6),
                     .restarts = static_cast<int>(folder->integer(7))};
}

Error lease_lost(const FolderLease& lease) {
  return {ErrorCode::lease_lost,
          fmt::format("The lease on a folder of job {} is lost: another worker holds it, or the "
                      "job has ended.",
                      lease.job.text())};
}

void fail_held_folder(Statements& tx, const FolderLease& lease, const Error& why,
                      TallyChange& change) {
  const std::string reason{name(why.code)};
  const auto detail = bounded_detail(why.message);
  tx.run(sql::fail_folder, {lease.job.text(), lease.folder.id, reason, detail});
  --change.pending_folders;
  if (lease.is_root()) {
    tx.run(sql::set_job_error, {lease.job.text(), reason, detail});
  } else {
    ++change.unreadable_folders;
  }
}

}  // namespace pixferry
