#include "simulator/drive_tree/drive_edits.hpp"

namespace pixferry::simulator {

DriveEdits::DriveEdits(const std::vector<DriveEdit>& edits) {
  for (const auto& edit : edits) edits_.insert_or_assign(edit.id, edit);
}

std::optional<DriveEntry> DriveEdits::applied_to(DriveEntry entry) const {
  const auto found = edits_.find(entry.id);
  if (found == edits_.end()) return entry;
  const auto& edit = found->second;
  if (edit.is_gone) return std::nullopt;
  if (edit.name) entry.name = *edit.name;
  if (edit.parent_id) entry.parent_id = *edit.parent_id;
  if (edit.photo) entry.content = PhotoContent{*edit.photo};
  return entry;
}

std::vector<std::string> DriveEdits::moved_into(std::string_view folder_id) const {
  std::vector<std::string> ids;
  for (const auto& [id, edit] : edits_) {
    if (edit.parent_id == folder_id && !edit.is_gone) ids.push_back(id);
  }
  return ids;
}

}  // namespace pixferry::simulator
