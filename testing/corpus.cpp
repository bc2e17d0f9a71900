#include "testing/corpus.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace pixferry {

std::vector<CorpusFile> read_corpus() {
  const char* folder = std::getenv("PIXFERRY_CORPUS");
  if (folder == nullptr) return {};
  std::ifstream manifest{std::filesystem::path{folder} / "manifest.tsv"};
  std::vector<CorpusFile> files;
  std::string line;
  std::getline(manifest, line);
  while (std::getline(manifest, line)) {
    std::istringstream columns{line};
    CorpusFile file;
    std::string path;
    std::string sha256;
    std::getline(columns, path, '\t');
    std::getline(columns, sha256, '\t');
    std::getline(columns, file.kind, '\t');
    std::getline(columns, file.expected, '\t');
    file.path = std::filesystem::path{folder} / path;
    files.push_back(file);
  }
  return files;
}

}  // namespace pixferry
