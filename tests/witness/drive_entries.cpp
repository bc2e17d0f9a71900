#include "tests/witness/drive_entries.hpp"

namespace pixferry {

std::map<std::string, DriveEntry> entries_below(const DriveTree& tree, std::string_view folder) {
  std::map<std::string, DriveEntry> entries;
  for (auto& child : tree.children(folder, 0, tree.count_children(folder))) {
    if (child.is_folder()) entries.merge(entries_below(tree, child.id));
    const auto id = child.id;
    entries.emplace(id, std::move(child));
  }
  return entries;
}

bool is_downloadable(const DriveEntry& entry) {
  return !entry.is_google_native() && entry.can_download;
}

std::string text_of(const boost::json::value& object, std::string_view member) {
  return std::string{object.at(member).as_string()};
}

}  // namespace pixferry
