#include "pipeline/catalog/declared_facts_row.hpp"
#include "pipeline/catalog/held_content.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

namespace pixferry {
namespace {

/// A job whose work may be claimed now.
struct ClaimableJob {
  JobId id;
  std::string owner;
  SourceKind source;
  ImportOptions options;
  bool started;
};

std::optional<ClaimableJob> find_claimable(Statements& tx, const JobId& job) {
  const auto row = tx.row(sql::find_claimable_job, {job.text()});
  if (!row) return std::nullopt;
  return ClaimableJob{.id = job,
                      .owner = row->text(0),
                      .source = source_kind_named(row->text(1)).value(),
                      .options = {.recursive = row->integer(2) == 1, .files_max = row->integer(3)},
                      .started = !row->is_null(4)};
}

FolderLease folder_lease(const SqlRow& row, const ClaimableJob& job) {
  return {.job = job.id,
          .owner = job.owner,
          .folder = {.source = job.source, .id = row.text(0), .resource_key = row.text(1)},
          .path = row.text(2),
          .depth = static_cast<int>(row.integer(3)),
          .token = row.integer(4),
          .attempts = static_cast<int>(row.integer(5)),
          .pages = static_cast<int>(row.integer(6)),
          .page_token = row.text(7),
          .options = job.options};
}

SourceFile source_file(const SqlRow& row) {
  return {.id = row.text(3),
          .name = row.text(4),
          .path = row.text(5),
          .mime_type = row.text(6),
          .revision = row.text(7),
          .resource_key = row.text(8),
          .size_bytes = row.optional_integer(9),
          .sha256 = Sha256::from_hex(row.text_or_empty(10)),
          .md5 = Md5::from_hex(row.text_or_empty(11)),
          .dropbox_hash = Sha256::from_hex(row.text_or_empty(12)),
          .declared = declared_from(row.text(13))};
}

FileLease file_lease(const SqlRow& row, const ClaimableJob& job) {
  return {.id = FileId{row.integer(0)},
          .job = job.id,
          .owner = job.owner,
          .source = job.source,
          .token = row.integer(1),
          .attempts = static_cast<int>(row.integer(2)),
          .file = source_file(row)};
}

}  // namespace

Result<std::vector<FolderLease>> Ledger::claim_folders(const Context& context, const JobId& job,
                                                       int count) {
  using Leases = std::vector<FolderLease>;
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<Leases> {
    const auto claimable = find_claimable(tx, job);
    if (!claimable) return Leases{};
    const auto now = to_milliseconds(clock_.now());
    const auto rows = tx.rows(sql::claim_folders, {job.text(), now, limits_.attempts_max, count,
                                                   std::int64_t{limits_.lease.count()}});
    Leases leases;
    for (const auto& row : rows) leases.push_back(folder_lease(row, *claimable));
    if (!leases.empty() && !claimable->started) tx.run(sql::start_job, {job.text(), now});
    return leases;
  });
}

Result<std::vector<FileLease>> Ledger::claim_files(const Context& context, const JobId& job,
                                                   int count) {
  using Leases = std::vector<FileLease>;
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<Leases> {
    const auto claimable = find_claimable(tx, job);
    if (!claimable) return Leases{};
    const auto now = to_milliseconds(clock_.now());
    const auto rows = tx.rows(sql::claim_files, {job.text(), now, limits_.attempts_max, count,
                                                 std::int64_t{limits_.lease.count()}});
    Leases leases;
    for (const auto& row : rows) leases.push_back(file_lease(row, *claimable));
    if (!leases.empty() && !claimable->started) tx.run(sql::start_job, {job.text(), now});
    // RETURNING promises no order.
    std::ranges::sort(leases, {}, &FileLease::id);
    add_held_content(tx, claimable->owner, leases);
    return leases;
  });
}

Result<Held> Ledger::renew(const Context& context, const Held& held) {
  boost::json::array files;
  for (const auto& file : held.files) {
    files.push_back({{"held_id", file.id.value}, {"held_token", file.token}});
  }
  boost::json::array folders;
  for (const auto& folder : held.folders) {
    folders.push_back({{"held_job", folder.job.text()},
                       {"held_folder", folder.folder_id},
                       {"held_token", folder.token}});
  }
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<Held> {
    const auto now = to_milliseconds(clock_.now());
    const auto lease = std::int64_t{limits_.lease.count()};
    Held kept;
    for (const auto& row : tx.rows(sql::renew_files, {json_text(files), now, lease})) {
      kept.files.push_back({FileId{row.integer(0)}, row.integer(1)});
    }
    for (const auto& row : tx.rows(sql::renew_folders, {json_text(folders), now, lease})) {
      kept.folders.push_back({JobId::parse(row.text(0)).value(), row.text(1), row.integer(2)});
    }
    return kept;
  });
}

Result<std::vector<ReadyJob>> Ledger::ready(const Context& context) {
  using Jobs = std::vector<ReadyJob>;
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Jobs> {
    Jobs jobs;
    for (const auto& row :
         tx.rows(sql::find_ready_jobs, {to_milliseconds(clock_.now()), limits_.attempts_max})) {
      const ReadyJob job{JobId::parse(row.text(0)).value(), row.integer(1) == 1,
                         row.integer(2) == 1};
      if (job.has_folders || job.has_files) jobs.push_back(job);
    }
    return jobs;
  });
}

Result<> Ledger::release_leases(const Context& context) {
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    const auto now = to_milliseconds(clock_.now());
    tx.run(sql::release_files, {now});
    tx.run(sql::release_folders, {now});
    return {};
  });
}

}  // namespace pixferry
