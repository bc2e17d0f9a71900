#include "cli/image_report.hpp"

#include <fmt/format.h>

#include "cli/human_text.hpp"

namespace pixferry {
namespace {

constexpr int kPathColumns = 40;
constexpr int kSizeColumns = 8;
constexpr int kPixelColumns = 11;
constexpr int kIdColumns = 8;
constexpr const char* kRow = "{}  {}  {:<18}  {}  {}  {:<16}  {:<11}  {}";

std::string pixels_of(const ImageFacts& facts) {
  return facts.size ? fmt::format("{}x{}", facts.size->width, facts.size->height) : "";
}

/// By the clock of the camera, to the minute.
std::string taken_of(const ImageFacts& facts) {
  if (!facts.taken_at) return "";
  auto time = rfc3339(from_milliseconds(facts.taken_at->local_ms)).substr(0, 16);
  time[10] = ' ';
  return time;
}

}  // namespace

std::vector<std::string> image_table(std::span<const Image> images) {
  std::vector<std::string> lines{
      fmt::format(kRow, pad_left("id", kIdColumns), pad_right("path", kPathColumns), "type",
                  pad_left("size", kSizeColumns), pad_left("pixels", kPixelColumns), "taken",
                  "thumbnails", "sha256")};
  for (const auto& image : images) {
    const auto facts = known_facts(image.facts, image.declared);
    lines.push_back(fmt::format(kRow, pad_left(std::to_string(image.id.value), kIdColumns),
                                pad_right(cut_in_middle(image.path, kPathColumns), kPathColumns),
                                mime_type(image.blob.type),
                                pad_left(human_bytes(image.blob.size_bytes), kSizeColumns),
                                pad_left(pixels_of(facts), kPixelColumns), taken_of(facts),
                                name_of(facts.thumbnails), image.blob.sha256.hex()));
  }
  return lines;
}

}  // namespace pixferry
