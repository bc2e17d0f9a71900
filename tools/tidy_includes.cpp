#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "tools/tidy_rules.hpp"

namespace pixferry {
namespace {

/// A part of the program and how far down it stands. Parts of one rank are siblings.
struct Part {
  std::string_view folder;
  int rank;
};

constexpr std::array kParts{
    Part{"pipeline/model/", 0},
    Part{"pipeline/platform/", 1},
    Part{"pipeline/content/", 2},
    Part{"pipeline/source/", 3},
    Part{"pipeline/queue/", 3},
    Part{"pipeline/pacing/", 3},
    Part{"pipeline/catalog/", 3},
    Part{"pipeline/progress/", 3},
    Part{"pipeline/object_store/", 3},
    Part{"pipeline/", 4},
    Part{"api-gateway/", 5},
    Part{"worker-service/", 5},
    Part{"simulator/", 5},
    Part{"cli/", 6},
};

constexpr std::array<std::string_view, 13> kVendors{
    "curl/", "sqlite3.h", "boost/beast", "boost/asio", "boost/url",  "vips/", "openssl/",
    "CLI/",  "spdlog/",   "yaml-cpp/",   "hiredis/",   "libpq-fe.h", "webp/"};

struct Include {
  std::string_view path;
  bool is_quoted;
  std::size_t line;
};

std::vector<Include> includes_of(const TreeFile& file) {
  constexpr std::string_view kInclude = "#include ";
  std::vector<Include> includes;
  std::size_t number = 0;
  for (const auto line : lines_of(file.text)) {
    ++number;
    if (!line.starts_with(kInclude) || line.size() < kInclude.size() + 2) continue;
    const auto name = line.substr(kInclude.size() + 1);
    const char closing = line[kInclude.size()] == '"' ? '"' : '>';
    includes.push_back({name.substr(0, name.find(closing)), closing == '"', number});
  }
  return includes;
}

const Part* part_of(std::string_view path) {
  const auto* found =
      std::ranges::find_if(kParts, [&](const Part& part) { return path.starts_with(part.folder); });
  return found == kParts.end() ? nullptr : found;
}

std::string at(const TreeFile& file, const Include& include, std::string_view what) {
  return fmt::format("{}:{}: {} {}", file.path, include.line, include.path, what);
}

/// What is wrong with that part including this path; empty if nothing is.
std::string_view direction_complaint(const Part& part, const TreeFile& file,
                                     const Include& include) {
  if (include.path.starts_with("testing/") || include.path.starts_with("tests/")) {
    return file.is_test() ? "" : "is for tests only";
  }
  const auto* other = part_of(include.path);
  if (other == nullptr || other->folder == part.folder) return "";
  if (other->rank == part.rank) return "is a sibling; what both need belongs below them";
  return other->rank > part.rank ? "stands above; the dependency points the wrong way" : "";
}

}  // namespace

Complaints include_direction(const TreeFile& file) {
  Complaints complaints;
  const auto* part = part_of(file.path);
  if (!file.is_cpp() || part == nullptr) return complaints;
  for (const auto& include : includes_of(file)) {
    if (!include.is_quoted) continue;
    const auto what = direction_complaint(*part, file, include);
    if (!what.empty()) complaints.push_back(at(file, include, what));
  }
  return complaints;
}

Complaints include_paths(const TreeFile& file) {
  Complaints complaints;
  if (!file.is_cpp()) return complaints;
  for (const auto& include : includes_of(file)) {
    const bool is_from_root = include.path.find('/') != std::string_view::npos &&
                              include.path.find("..") == std::string_view::npos;
    if (include.is_quoted && !is_from_root) {
      complaints.push_back(at(file, include, "is not named by its path from the root"));
    }
    if (!include.is_quoted && part_of(include.path) != nullptr) {
      complaints.push_back(at(file, include, "is ours and belongs in quotes"));
    }
  }
  return complaints;
}

Complaints vendor_headers(const TreeFile& file) {
  Complaints complaints;
  if (!file.is_header()) return complaints;
  for (const auto& include : includes_of(file)) {
    const bool is_vendor = std::ranges::any_of(
        kVendors, [&](std::string_view vendor) { return include.path.starts_with(vendor); });
    if (is_vendor) complaints.push_back(at(file, include, "belongs in a .cpp file"));
  }
  return complaints;
}

}  // namespace pixferry
