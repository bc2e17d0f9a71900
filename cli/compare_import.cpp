#include "cli/compare_import.hpp"

#include <fmt/format.h>

#include <map>

namespace pixferry {
namespace {

constexpr int kImagesPerPage = 100;

using Hashes = std::map<std::string, Sha256>;

std::string check(const Image& image, const Hashes& expected, Hashes& found) {
  const auto wanted = expected.find(image.source_file_id);
  if (wanted == expected.end()) return fmt::format("{} must not be there", image.name);
  if (!found.emplace(image.source_file_id, image.blob.sha256).second) {
    return fmt::format("{} is there twice", image.name);
  }
  if (wanted->second != image.blob.sha256) return fmt::format("{} has other bytes", image.name);
  return {};
}

}  // namespace

Result<std::vector<std::string>> compare_import(
    Gallery& gallery, std::span<const simulator::ExpectedFile> expected_files) {
  Hashes expected;
  for (const auto& file : expected_files) {
    if (file.state == FileState::imported) expected.emplace(file.id, file.sha256.value());
  }
  Hashes found;
  std::vector<std::string> differences;
  for (std::int64_t number = 1;; ++number) {
    const auto page = gallery.page(Context{}, kDefaultOwner, {}, number, kImagesPerPage);
    if (!page) return page.error();
    if (page->images.empty()) break;
    for (const auto& image : page->images) {
      if (auto difference = check(image, expected, found); !difference.empty()) {
        differences.push_back(std::move(difference));
      }
    }
  }
  for (const auto& file : expected_files) {
    if (file.state == FileState::imported && !found.contains(file.id)) {
      differences.push_back(fmt::format("{} is missing", file.name));
    }
  }
  return differences;
}

}  // namespace pixferry
