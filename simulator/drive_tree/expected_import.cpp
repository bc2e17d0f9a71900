#include <set>

#include "simulator/drive_tree/drive_tree.hpp"

namespace pixferry::simulator {
namespace {

ExpectedFile ended(const DriveEntry& entry, FileState state, ErrorCode reason) {
  return {.id = entry.id, .name = entry.name, .state = state, .reason = reason};
}

/// What becomes of a file that is no folder and no shortcut.
ExpectedFile expected_file(const DriveTree& tree, const DriveEntry& entry) {
  if (entry.is_google_native()) {
    return ended(entry, FileState::skipped, ErrorCode::google_document);
  }
  if (!entry.can_download) return ended(entry, FileState::failed, ErrorCode::source_forbidden);
  if (!tree.photo_traits(entry)) {
    const bool claims_to_be_image = entry.mime_type.starts_with("image/");
    return ended(entry, claims_to_be_image ? FileState::failed : FileState::skipped,
                 ErrorCode::unsupported_type);
  }
  return {.id = entry.id,
          .name = entry.name,
          .state = FileState::imported,
          .reason = std::nullopt,
          .size_bytes = tree.size_bytes(entry),
          .sha256 = tree.digests(entry)->sha256};
}

class Walk {
 public:
  explicit Walk(const DriveTree& tree) : tree_(tree) {}

  void enter(std::string_view folder_id) {
    if (!seen_.emplace(folder_id).second) return;
    for (const auto& child : tree_.children(folder_id, 0, tree_.count_children(folder_id))) {
      meet(child);
    }
  }

  std::vector<ExpectedFile> take() { return std::move(files_); }

 private:
  void meet(const DriveEntry& entry) {
    if (entry.mime_type != kShortcutType) return take_in(entry);
    const auto target = entry.shortcut ? tree_.find(entry.shortcut->id) : std::nullopt;
    if (target) return take_in(*target);
    files_.push_back(ended(entry, FileState::skipped, ErrorCode::broken_shortcut));
  }

  void take_in(const DriveEntry& entry) {
    if (entry.is_folder()) return enter(entry.id);
    if (seen_.insert(entry.id).second) files_.push_back(expected_file(tree_, entry));
  }

  const DriveTree& tree_;
  std::set<std::string, std::less<>> seen_;
  std::vector<ExpectedFile> files_;
};

}  // namespace

std::vector<ExpectedFile> DriveTree::expected(std::string_view folder_id) const {
  Walk walk{*this};
  walk.enter(folder_id);
  return walk.take();
}

}  // namespace pixferry::simulator
