#include "tests/simulation/source_tree.hpp"

#include "testing/scripted_source.hpp"

namespace pixferry {
namespace {

TreeFile grow_file(const std::string& id, Dice& dice) {
  if (dice.chance(8)) {
    TreeFile text{listed_file(id, "words of " + id), "words of " + id, FileState::skipped};
    text.listed.mime_type = "";
    return text;
  }
  const bool is_twin = dice.chance(20);
  const auto mark = is_twin ? "twin" + std::to_string(dice.below(3)) : id;
  TreeFile image{listed_file(id, tiny_jpeg(mark)), tiny_jpeg(mark), FileState::imported};
  // The bytes of a twin may be here before anybody asks for it, and then nobody notices.
  if (!is_twin && dice.chance(8)) image.expected = FileState::failed;
  return image;
}

}  // namespace

SourceTree grow_tree(Dice& dice) {
  SourceTree tree;
  std::vector<std::string> folders{SourceTree::kRoot};
  tree.folders[folders.front()].page_files = static_cast<std::size_t>(dice.between(1, 6));
  for (int more = dice.below(6); more > 0; --more) {
    const auto id = "folder" + std::to_string(more);
    tree.folders[dice.pick(folders)].folders.push_back(id);
    tree.folders[id].page_files = static_cast<std::size_t>(dice.between(1, 6));
    folders.push_back(id);
  }
  if (dice.chance(30)) tree.folders[dice.pick(folders)].folders.push_back(dice.pick(folders));
  for (int more = dice.between(3, dice.between(3, 30)); more > 0; --more) {
    const auto id = "file" + std::to_string(more);
    tree.files.emplace(id, grow_file(id, dice));
    tree.folders[dice.pick(folders)].files.push_back(id);
    if (dice.chance(5)) tree.folders[dice.pick(folders)].files.push_back(id);
  }
  return tree;
}

}  // namespace pixferry
