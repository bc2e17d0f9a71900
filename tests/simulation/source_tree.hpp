#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/model/file.hpp"
#include "tests/simulation/dice.hpp"

namespace pixferry {

/// A file at the simulated source, and what should become of it.
struct TreeFile {
  SourceFile listed;
  std::string bytes;
  FileState expected = FileState::imported;
};

struct TreeFolder {
  std::vector<std::string> files;
  std::vector<std::string> folders;
  std::size_t page_files = 5;
};

/// What stands behind the link: never changes during a run.
struct SourceTree {
  static constexpr const char* kRoot = "root";

  std::map<std::string, TreeFile> files;
  std::map<std::string, TreeFolder> folders;
};

/// 3 to 30 files, mostly few, in up to 6 folders: images, some with the same bytes, some that are
/// gone, some that are no images; shortcuts to files and to folders, also to one above.
SourceTree grow_tree(Dice& dice);

}  // namespace pixferry
