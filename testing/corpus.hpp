#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace pixferry {

/// A file of a collection of real images.
struct CorpusFile {
  std::filesystem::path path;
  std::string kind;      ///< good, odd or hostile
  std::string expected;  ///< what must become of it, in words
};

/// The files of the folder that PIXFERRY_CORPUS names, whose manifest.tsv has the columns file,
/// sha256, kind, expected and source. None if the variable is not set.
std::vector<CorpusFile> read_corpus();

}  // namespace pixferry
