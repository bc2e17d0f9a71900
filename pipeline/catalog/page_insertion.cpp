#include "pipeline/catalog/page_insertion.hpp"

#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/declared_facts_row.hpp"
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
                          {"declared_facts", declared_text(file.declared)},
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

/// The files of a page, each once: one that it names twice must not count twice towards the limit.
std::vector<const PageFile*> each_once(const std::vector<PageFile>& files) {
  std::vector<const PageFile*> once;
  std::unordered_set<std::string_view> seen;
  for (const auto& entry : files) {
    if (seen.insert(entry.file.id).second) once.push_back(&entry);
  }
  return once;
}

boost::json::array json_of(const std::vector<PageFile>& files) {
  boost::json::array rows;
  for (const auto* entry : each_once(files)) rows.push_back(json_of(*entry, rows.size()));
  return rows;
}

boost::json::array ids_of(const std::vector<PageFile>& files) {
  boost::json::array ids;
  for (const auto* entry : each_once(files)) {
    ids.push_back(boost::json::object{{"listed_id", entry->file.id}});
  }
  return ids;
}

}  // namespace

void PageInsertion::insert_files_early() {
  const auto into = look_at_listing(parts_.tx, parts_.lease);
  if (!into || into->files_left() < std::ssize(parts_.page.files)) return;
  insert_files(*into);
}

bool PageInsertion::came_too_early(const HeldListing& held) const {
  return has_files_ && change_.total > held.job.files_left();
}

PageCommit PageInsertion::run(const HeldListing& held) {
  if (!has_files_) insert_files(held);
  follow_moved_images();
  if (commit_.limit_reached) {
    end_listing(held);
  } else {
    insert_folders(held);
    move_on(held);
  }
  if (held.is_root() && !parts_.page.folder_name.empty()) {
    parts_.tx.run(sql::name_job, {job(), parts_.page.folder_name});
  }
  change_tallies(parts_.tx, {{job(), change_}});
  events_.write(parts_.tx, parts_.limits, parts_.now_ms);
  return commit_;
}

void PageInsertion::insert_files(const HeldListing& held) {
  const auto ids = ids_of(parts_.page.files);
  const auto left = held.job.files_left();
  if (static_cast<std::int64_t>(ids.size()) > left) {
    const auto count = parts_.tx.row(sql::count_new_files, {job(), json_text(ids)});
    commit_.limit_reached = count && count->integer(0) > left;
  }
  insert_files(held.job);
}

void PageInsertion::insert_files(const ListingJob& into) {
  const auto rows = parts_.tx.rows(
      sql::insert_files, {job(), into.owner, into.source, json_text(json_of(parts_.page.files)),
                          parts_.now_ms, into.files_left()});
  for (const auto& row : rows) {
    const auto state = file_state_named(row.text(0)).value();
    ++change_.total;
    if (state == FileState::pending) ++commit_.files_pending;
    if (state == FileState::skipped) ++change_.skipped;
    if (state == FileState::failed) {
      ++change_.failed;
      events_.file_failed(job(), {row.integer(3), row.text(4), row.text(5), 0}, change_);
    }
    change_.bytes_total += row.optional_integer(1).value_or(0);
    if (!row.is_null(2)) has_seen_images_ = true;
  }
  commit_.files_added = change_.total;
  has_files_ = true;
}

void PageInsertion::follow_moved_images() {
  if (!has_seen_images_) return;
  parts_.tx.run(sql::follow_moved_images, {job(), json_text(ids_of(parts_.page.files))});
}

void PageInsertion::insert_folders(const HeldListing& held) {
  if (!held.job.recursive || parts_.page.folders.empty()) return;
  const int depth = held.depth + 1;
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

void PageInsertion::move_on(const HeldListing& held) {
  const auto& next = parts_.page.next_page_token;
  if (next.empty()) {
    parts_.tx.run(sql::list_folder, {job(), parts_.lease.folder.id});
    --change_.pending_folders;
  } else if (held.pages + 1 >= parts_.limits.folder_pages_max) {
    fail_held_folder(
        parts_.tx, parts_.lease,
        {ErrorCode::limit_folders,
         fmt::format("The listing of the folder does not end: it was given up after {} pages.",
                     parts_.limits.folder_pages_max)},
        change_);
  } else if (next == held.landmark) {
    commit_.goes_in_circles = true;
  } else {
    move_cursor(held);
  }
}

void PageInsertion::move_cursor(const HeldListing& held) {
  const auto& next = parts_.page.next_page_token;
  const auto pages = static_cast<unsigned>(held.pages) + 1;
  const auto& landmark = std::has_single_bit(pages) ? next : held.landmark;
  parts_.tx.run(sql::move_cursor, {job(), parts_.lease.folder.id, next, parts_.now_ms,
                                   std::int64_t{parts_.limits.lease.count()}, landmark});
}

void PageInsertion::end_listing(const HeldListing& held) {
  const auto dropped = parts_.tx.rows(sql::drop_folders, {json_of_jobs({job()})});
  change_.pending_folders -= static_cast<std::int64_t>(dropped.size());
  parts_.tx.run(sql::set_job_error,
                {job(), std::string{name(ErrorCode::limit_files)},
                 fmt::format("The folder holds more files than the {} that this import may take; "
                             "those found so far are imported.",
                             held.job.files_max)});
}

}  // namespace pixferry
