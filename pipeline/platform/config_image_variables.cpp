#include "pipeline/platform/config_image_variables.hpp"

#include <algorithm>

#include "pipeline/model/inspection.hpp"
#include "pipeline/platform/config_values.hpp"

namespace pixferry {
namespace {

constexpr std::int64_t kPixelsMost = 1'000'000'000;

Error is_not(std::string_view takes) {
  return {ErrorCode::invalid_configuration, "is not " + std::string{takes}};
}

/// The sizes are fixed, because the names of the objects carry them.
Result<> read_thumbnails(std::string_view text, Config& config) {
  if (const auto flag = parse_flag(text); flag && !*flag) {
    config.thumbnails = false;
    return {};
  }
  auto sizes = parse_list(text);
  std::ranges::sort(sizes);
  if (sizes != std::vector<std::string>{"256", "512"}) return is_not("256,512 or off");
  config.thumbnails = true;
  return {};
}

Result<> read_keep_gps(std::string_view text, Config& config) {
  const auto flag = parse_flag(text);
  if (!flag) return is_not("on or off");
  config.keep_gps = *flag;
  return {};
}

Result<> read_pixels_max(std::string_view text, Config& config) {
  const auto pixels = parse_integer(text, 1, kPixelsMost);
  if (!pixels) return is_not("a whole number from 1 to 1000000000");
  config.limits.pixels_max = *pixels;
  return {};
}

}  // namespace

void add_image_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "THUMBNAILS",
                   .takes = "256,512 or off",
                   .default_value = "256,512",
                   .example = "off",
                   .purpose = "Thumbnails of these sizes, and size, capture time and camera with "
                              "them; off stores the originals alone.",
                   .read = read_thumbnails});
  table.push_back({.name = "KEEP_GPS",
                   .takes = "on or off",
                   .default_value = "off",
                   .example = "on",
                   .purpose = "Keeps the place a photo was taken at in the catalog.",
                   .read = read_keep_gps});
  table.push_back({.name = "MAX_PIXELS",
                   .takes = "a whole number from 1 to 1000000000",
                   .default_value = "100000000",
                   .example = "50000000",
                   .purpose = "Images with more pixels are stored without a thumbnail.",
                   .read = read_pixels_max});
}

}  // namespace pixferry
