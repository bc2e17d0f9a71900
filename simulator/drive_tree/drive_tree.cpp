#include "simulator/drive_tree/drive_tree.hpp"

#include <algorithm>

#include "simulator/drive_tree/generated_names.hpp"
#include "simulator/drive_tree/written_entries.hpp"

namespace pixferry::simulator {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kFoldersPerFolder = 3;
constexpr Timestamp kFirstUpload{std::chrono::milliseconds{1'714'557'600'123}};
constexpr int kFoldersMax = 100'000;
constexpr std::int64_t kPhotosMax = 100'000'000;

}  // namespace

Result<> DriveTree::check(const TreePlan& plan) {
  if (plan.photos < 0 || plan.photos > kPhotosMax) {
    return Error{ErrorCode::invalid_configuration, "A tree has 0 to 100,000,000 photos"};
  }
  if (plan.folders < 1 || plan.folders > kFoldersMax) {
    return Error{ErrorCode::invalid_configuration, "A tree has 1 to 100,000 folders"};
  }
  return {};
}

Result<DriveTree> DriveTree::make(const TreePlan& plan, PhotoAlbum album) {
  if (auto checked = check(plan); !checked) return checked.error();
  return DriveTree{plan, std::move(album)};
}

DriveTree::DriveTree(const TreePlan& plan, PhotoAlbum album)
    : plan_(plan), ids_(plan.seed), edits_(plan.edits), album_(std::move(album)) {
  // Photos whose number is a multiple of 8 are JPEG files.
  const auto free_numbers = (static_cast<std::uint64_t>(plan.photos) / 8 + 1) * 8;
  WrittenPlan written{.ids = ids_,
                      .odd = plan.odd_entries,
                      .first_photo = free_numbers,
                      .subfolder_id = folder_id(plan.folders > 1 ? 1 : 0),
                      .some_photo = {},
                      .has_photo = plan.photos > 0};
  if (written.has_photo) written.some_photo = photo(0);
  add_written(written_entries(written));
}

void DriveTree::add_written(std::vector<DriveEntry> entries) {
  written_ = std::move(entries);
  for (std::size_t i = 0; i < written_.size(); ++i) {
    written_by_id_.emplace(written_[i].id, i);
    if (!written_[i].parent_id.empty()) written_by_parent_[written_[i].parent_id].push_back(i);
  }
}

std::string DriveTree::folder_id(std::uint64_t number) const {
  if (number == 0) return std::string{kDemoFolder};
  return ids_.id_of({DriveIds::Kind::folder, number});
}

std::optional<std::uint64_t> DriveTree::folder_number(std::string_view id) const {
  if (id == kDemoFolder) return 0;
  const auto item = ids_.item_of(id);
  if (!item || item->kind != DriveIds::Kind::folder) return std::nullopt;
  if (item->number >= static_cast<std::uint64_t>(plan_.folders)) return std::nullopt;
  return item->number;
}

DriveEntry DriveTree::folder(std::uint64_t number) const {
  DriveEntry entry;
  entry.id = folder_id(number);
  entry.name = number == 0 ? "Pixferry demo" : folder_name(plan_.seed, number);
  entry.mime_type = kFolderType;
  if (number > 0) entry.parent_id = folder_id((number - 1) / kFoldersPerFolder);
  entry.created = entry.modified = kFirstUpload - std::chrono::hours{24};
  return entry;
}

DriveEntry DriveTree::photo(std::uint64_t number) const {
  const auto format = album_.traits(number).format;
  DriveEntry entry;
  entry.id = ids_.id_of({DriveIds::Kind::photo, number});
  entry.name = plan_.odd_entries ? photo_name(plan_.seed, number, extension(format))
                                 : plain_photo_name(number, extension(format));
  entry.mime_type = mime_type(format);
  entry.parent_id = folder_id(number % static_cast<std::uint64_t>(plan_.folders));
  entry.created = kFirstUpload + std::chrono::seconds{number};
  entry.modified = entry.created - 2h;
  entry.content = PhotoContent{number};
  return entry;
}

std::optional<DriveEntry> DriveTree::find(std::string_view id) const {
  auto entry = find_as_made(id);
  return entry ? edits_.applied_to(*std::move(entry)) : std::nullopt;
}

std::optional<DriveEntry> DriveTree::find_as_made(std::string_view id) const {
  if (const auto found = written_by_id_.find(id); found != written_by_id_.end()) {
    return written_[found->second];
  }
  if (const auto number = folder_number(id)) return folder(*number);
  const auto item = ids_.item_of(id);
  if (!item || item->kind != DriveIds::Kind::photo) return std::nullopt;
  if (item->number >= static_cast<std::uint64_t>(plan_.photos)) return std::nullopt;
  return photo(item->number);
}

std::uint64_t DriveTree::subfolders_of(std::uint64_t folder) const {
  const auto first = folder * kFoldersPerFolder + 1;
  const auto folders = static_cast<std::uint64_t>(plan_.folders);
  return first >= folders ? 0 : std::min(kFoldersPerFolder, folders - first);
}

std::uint64_t DriveTree::photos_of(std::uint64_t folder) const {
  const auto folders = static_cast<std::uint64_t>(plan_.folders);
  return (static_cast<std::uint64_t>(plan_.photos) + folders - 1 - folder) / folders;
}

std::uint64_t DriveTree::count_children(std::string_view folder_id) const {
  return edits_.empty() ? count_children_as_made(folder_id) : children_as_edited(folder_id).size();
}

std::vector<DriveEntry> DriveTree::children(std::string_view folder_id, std::uint64_t first,
                                            std::uint64_t count) const {
  if (edits_.empty()) return children_as_made(folder_id, first, count);
  const auto all = children_as_edited(folder_id);
  const auto begin = std::min<std::uint64_t>(first, all.size());
  const auto end = std::min<std::uint64_t>(begin + count, all.size());
  return {all.begin() + static_cast<std::ptrdiff_t>(begin),
          all.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::vector<DriveEntry> DriveTree::children_as_edited(std::string_view folder_id) const {
  std::vector<DriveEntry> found;
  for (auto& child : children_as_made(folder_id, 0, count_children_as_made(folder_id))) {
    auto entry = edits_.applied_to(std::move(child));
    if (entry && entry->parent_id == folder_id) found.push_back(*std::move(entry));
  }
  for (const auto& id : edits_.moved_into(folder_id)) {
    if (const auto made = find_as_made(id); made && made->parent_id != folder_id) {
      found.push_back(*edits_.applied_to(*made));
    }
  }
  return found;
}

std::uint64_t DriveTree::count_children_as_made(std::string_view folder_id) const {
  const auto written = written_by_parent_.find(folder_id);
  std::uint64_t count = written == written_by_parent_.end() ? 0 : written->second.size();
  if (const auto number = folder_number(folder_id)) {
    count += subfolders_of(*number) + photos_of(*number);
  }
  return count;
}

std::vector<DriveEntry> DriveTree::children_as_made(std::string_view folder_id, std::uint64_t first,
                                                    std::uint64_t count) const {
  const auto written = written_by_parent_.find(folder_id);
  const auto written_count = written == written_by_parent_.end() ? 0 : written->second.size();
  const auto parent = folder_number(folder_id);
  const auto folders_end = written_count + (parent ? subfolders_of(*parent) : 0);
  const auto end = std::min(count_children_as_made(folder_id), first + count);

  std::vector<DriveEntry> found;
  for (auto i = first; i < end; ++i) {
    if (i < written_count) {
      found.push_back(written_[written->second[i]]);
    } else if (i < folders_end) {
      found.push_back(folder(*parent * kFoldersPerFolder + 1 + i - written_count));
    } else {
      found.push_back(
          photo(*parent + (i - folders_end) * static_cast<std::uint64_t>(plan_.folders)));
    }
  }
  return found;
}

}  // namespace pixferry::simulator
