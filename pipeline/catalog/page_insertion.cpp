#include "pipeline/catalog/page_insertion.hpp"

#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/queries.hpp"

#include <fmt/format.h>

#include <bit>
#include <unordered_set>

namespace pixferry {
namespace {

boost::json::value json_of(const PageFile& entry, std::size_t ordinal) {
  const auto& file = entry.file;
  std::optional<std::int64_t> bytes;
  if (file.size_bytes && *file.size_bytes >= 0) {
    bytes = bounded_size_bytes(*file.size_bytes);
  }
  const auto hex = [](const auto& digest) {
    return digest ? boost::json::value(digest->hex()) : boost::json::value(nullptr);
  };
  boost::json::object row{{"ordinal", ordinal},
                          {"source_file_id", file.id},
                          {"name", file.name},
                          {"path", file.path},
                          {"mime_type", file.mime_type},
                          {"revision", file.revision},
                          {"resource_key", file.resource_key},
                          {"declared_bytes", json_or_null(bytes)},
                          {"declared_sha256", hex(file.sha256)},
                          {"declared_md5", hex(file.md5)},
                          {"declared_dropbox_hash", hex(file.dropbox_hash)},
                          {"state", name(FileState::pending)},
                          {"reason", nullptr},
                          {"detail", ""}};
  if (entry.ended) {
    row["state"] = name(entry.ended->state);
    row["reason"] = name(entry.ended->reason);
    row["detail"] = bounded_detail(entry.ended->detail);
  }
  return row;
}

struct PageJson {
  boost::json::array files;
  boost::json::array ids;
};

/// A page may name a file twice; it must not count twice towards the limit.
PageJson json_of(const std::vector<PageFile>& files) {
  PageJson json;
  std::unordered_set<std::string_view> seen;
  for (const auto& entry : files) {
    if (!seen.insert(entry.file.id).second) continue;
    json.files.push_back(json_of(entry, json.files.size()));
    json.ids.push_back(boost::json::object{{"listed_id", entry.file.id}});
  }
  return json;
}

}  // namespace

PageCommit PageInsertion::run() {
  insert_files();
  if (commit_.limit_reached) {
    end_listing();
  } else {
    insert_folders();
    move_on();
  }
  if (parts_.held.is_root() && !parts_.page.folder_name.empty()) {
    parts_.tx.run(sql::name_job, {job(), parts_.page.folder_name});
  }
  change_tallies(parts_.tx, {{job(), change_}});
  return commit_;
}

void PageInsertion::insert_files() {
  const auto json = json_of(parts_.page.files);
  const auto left = parts_.held.files_left();
  if (static_cast<std::int64_t>(json.ids.size()) > left) {
    const auto count = parts_.tx.row(sql::count_new_files, {job(), json_text(json.ids)});
    commit_.limit_reached = count && count->integer(0) > left;
  }
  const auto rows = parts_.tx.rows(sql::insert_files, {job(), parts_.held.owner, parts_.held.source,
                                                       json_text(json.files), parts_.now_ms, left});
  for (const auto& row : rows) {
    const auto state = file_state_named(row.text(0)).value();
    ++change_.total;
    if (state == FileState::pending) ++commit_.files_pending;
    if (state == FileState::skipped) ++change_.skipped;
    if (state == FileState::failed) ++change_.failed;
    change_.bytes_total += row.optional_integer(1).value_or(0);
  }
  commit_.files_added = change_.total;
}

void PageInsertion::insert_folders() {
  if (!parts_.held.recursive || parts_.page.folders.empty()) return;
  const int depth = parts_.held.depth + 1;
  const bool too_deep = depth > parts_.limits.folder_depth_max;
  boost::json::array rows;
  for (const auto& found : parts_.page.folders) {
    rows.push_back({{"found_id", found.folder.id},
                    {"resource_key", found.folder.resource_key},
                    {"path", found.path}});
  }
  const auto reason = too_deep ? SqlValue{std::string{name(ErrorCode::limit_folders)}} : SqlValue{};
  const auto detail =
      too_deep ? fmt::format("The folder lies more than {} folders deep.", depth - 1) : "";
  const auto added = parts_.tx.rows(
      sql::insert_folders, {job(), json_text(rows), depth, too_deep ? "failed" : "pending", reason,
                            detail, parts_.now_ms});
  commit_.folders_added = static_cast<std::int64_t>(added.size());
  (too_deep ? change_.unreadable_folders : change_.pending_folders) += commit_.folders_added;
}

void PageInsertion::move_on() {
  const auto& next = parts_.page.next_page_token;
  if (next.empty()) {
    parts_.tx.run(sql::list_folder, {job(), parts_.lease.folder.id});
    --change_.pending_folders;
  } else if (parts_.held.pages + 1 >= parts_.limits.folder_pages_max) {
    fail_held_folder(
        parts_.tx, parts_.lease,
        {ErrorCode::limit_folders,
         fmt::format("The listing of the folder does not end: it was given up after {} pages.",
                     parts_.limits.folder_pages_max)},
        change_);
  } else if (next == parts_.held.landmark) {
    commit_.goes_in_circles = true;
  } else {
    move_cursor();
  }
}

void PageInsertion::move_cursor() {
  const auto& next = parts_.page.next_page_token;
  const auto pages = static_cast<unsigned>(parts_.held.pages) + 1;
  const auto& landmark = std::has_single_bit(pages) ? next : parts_.held.landmark;
  parts_.tx.run(sql::move_cursor, {job(), parts_.lease.folder.id, next, parts_.now_ms,
                                   std::int64_t{parts_.limits.lease.count()}, landmark});
}

void PageInsertion::end_listing() {
  const auto dropped = parts_.tx.rows(sql::drop_folders, {json_of_jobs({job()})});
  change_.pending_folders -= static_cast<std::int64_t>(dropped.size());
  parts_.tx.run(sql::set_job_error,
                {job(), std::string{name(ErrorCode::limit_files)},
                 fmt::format("The folder holds more files than the {} that this import may take; "
                             "those found so far are imported.",
                             parts_.held.files_max)});
}

}  // namespace pixferry
