#include "pipeline/list_folder.hpp"

#include <fmt/format.h>

#include "pipeline/platform/crash_point.hpp"

namespace pixferry {
namespace {

std::string join_path(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + "/" + name;
}

PageRows rows_of(FolderPage page, const FolderLease& lease, const std::string& folder_name) {
  PageRows rows{.folder_name = lease.is_root() ? folder_name : std::string{},
                .files = {},
                .folders = {},
                .next_page_token = std::move(page.next_page_token)};
  for (auto& [file, ended] : page.files) {
    file.path = join_path(lease.path, file.name);
    PageFile row{std::move(file), std::nullopt};
    if (ended) {
      row.ended = {ended->skipped ? FileState::skipped : FileState::failed, ended->reason,
                   std::move(ended->detail)};
    }
    rows.files.push_back(std::move(row));
  }
  if (!lease.options.recursive) return rows;
  for (auto& [folder, name] : page.folders) {
    rows.folders.push_back({std::move(folder), join_path(lease.path, name)});
  }
  return rows;
}

bool is_of_the_catalog(ErrorCode code) {
  return code == ErrorCode::lease_lost || code == ErrorCode::catalog_unavailable ||
         code == ErrorCode::catalog_conflict || code == ErrorCode::storage_full;
}

}  // namespace

Result<> ListFolder::run(const Context& context, FolderLease lease) {
  const auto listed = list_pages(context, lease);
  if (listed) return {};
  if (is_of_the_catalog(listed.error().code)) return listed.error();
  return record_failure(lease, listed.error());
}

Result<> ListFolder::list_pages(const Context& context, FolderLease& lease) {
  // A private folder may list as an empty one, so the root is looked at before it is listed.
  FolderInfo folder{lease.folder, {}};
  if (lease.is_root()) {
    auto root = parts_.source(lease.folder.source).open(context, lease.folder);
    if (!root) return root.error();
    folder = *std::move(root);
  }
  for (int turn = 0; turn < kPagesPerTurn; ++turn) {
    if (auto listed = list_page(context, lease, folder); !listed) return listed.error();
    if (lease.page_token.empty()) return {};
  }
  return Error{ErrorCode::stopped, "the folder has had its turn"};
}

Result<FolderPage> ListFolder::next_page(const Context& context, const FolderLease& lease,
                                         FolderInfo& folder) {
  if (folder.file) return FolderPage{.files = {*std::move(folder.file)}};
  return parts_.source(lease.folder.source).list(context, folder.folder, lease.page_token);
}

Result<> ListFolder::list_page(const Context& context, FolderLease& lease, FolderInfo& folder) {
  auto page = next_page(context, lease, folder);
  if (!page) return page.error();
  crash_point("list_folder.page_fetched");

  const auto rows = rows_of(*std::move(page), lease, folder.name);
  const auto committed = parts_.ledger.commit_page(context, lease, rows);
  if (!committed) return committed.error();
  crash_point("list_folder.page_committed");

  // A lost hint costs a second: the housekeeper announces what is ready.
  if (committed->files_pending > 0) (void)parts_.queue.push({lease.job, WorkKind::files});
  if (committed->folders_added > 0) (void)parts_.queue.push({lease.job, WorkKind::listing});
  crash_point("list_folder.hints_pushed");
  parts_.feed.publish(lease.job);

  if (committed->goes_in_circles) {
    return Error{ErrorCode::page_token_rejected,
                 fmt::format("The listing of the folder {} leads back to a page that was read.",
                             lease.folder.id)};
  }
  lease.page_token = committed->limit_reached ? std::string{} : rows.next_page_token;
  lease.pages += 1;
  lease.attempts = 1;
  return {};
}

Result<> ListFolder::record_failure(const FolderLease& lease, const Error& error) {
  // What the provider said must be written down even while the process drains.
  const Context context{};
  parts_.feed.publish(lease.job);
  const auto outcome = parts_.retry.outcome_of(error, lease.attempts);
  if (const auto* later = std::get_if<Postponed>(&outcome)) {
    if (error.code == ErrorCode::page_token_rejected) {
      return parts_.ledger.restart_folder(context, lease, *later);
    }
    crash_point("list_folder.before_postpone");
    return parts_.ledger.postpone_folder(context, lease, *later);
  }
  return parts_.ledger.fail_folder(context, lease, error);
}

}  // namespace pixferry
