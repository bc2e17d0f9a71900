#include "cli/image_report.hpp"

#include <fmt/format.h>

#include "cli/human_text.hpp"

namespace pixferry {
namespace {

constexpr int kPathColumns = 48;
constexpr int kSizeColumns = 8;
constexpr const char* kRow = "{}  {}  {:<18}  {}  {}";
constexpr int kIdColumns = 8;

}  // namespace

std::vector<std::string> image_table(std::span<const Image> images) {
  std::vector<std::string> lines{fmt::format(kRow, pad_left("id", kIdColumns),
                                             pad_right("path", kPathColumns), "type",
                                             pad_left("size", kSizeColumns), "sha256")};
  for (const auto& image : images) {
    lines.push_back(fmt::format(kRow, pad_left(std::to_string(image.id.value), kIdColumns),
                                pad_right(cut_in_middle(image.path, kPathColumns), kPathColumns),
                                mime_type(image.blob.type),
                                pad_left(human_bytes(image.blob.size_bytes), kSizeColumns),
                                image.blob.sha256.hex()));
  }
  return lines;
}

}  // namespace pixferry
