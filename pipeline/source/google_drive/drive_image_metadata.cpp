#include "pipeline/source/google_drive/drive_image_metadata.hpp"

#include <array>
#include <utility>

#include "pipeline/content/decode/capture_time.hpp"
#include "pipeline/content/plausible_facts.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

constexpr std::int64_t kSidePixelsMax = 1'000'000'000;
/// EXIF's orientation of an image that is turned so many times by 90 degrees clockwise.
constexpr std::array kOrientations{1, 6, 3, 8};

void read_size(const bj::object& metadata, DeclaredFacts& facts) {
  const auto width = json::integer_at(metadata, "width").value_or(0);
  const auto height = json::integer_at(metadata, "height").value_or(0);
  const auto turns = json::integer_at(metadata, "rotation").value_or(0);
  const auto is_side = [](std::int64_t pixels) { return pixels > 0 && pixels <= kSidePixelsMax; };
  if (!is_side(width) || !is_side(height) || turns < 0 || turns > 3) return;
  facts.size = PixelSize{width, height};
  if (turns % 2 == 1) std::swap(facts.size->width, facts.size->height);
  facts.orientation = kOrientations[static_cast<std::size_t>(turns)];
}

Camera read_camera(const bj::object& metadata) {
  const auto text = [&](std::string_view key) {
    return printable_name(json::text_at(metadata, key), kCameraTextBytesMax);
  };
  return plausible(Camera{.make = text("cameraMake"),
                          .model = text("cameraModel"),
                          .lens = text("lens"),
                          .exposure_seconds = json::number_at(metadata, "exposureTime"),
                          .f_number = json::number_at(metadata, "aperture"),
                          .focal_length_mm = json::number_at(metadata, "focalLength"),
                          .iso = json::integer_at(metadata, "isoSpeed")});
}

std::optional<GpsPosition> read_position(const bj::object& metadata) {
  const auto* location = json::object_at(metadata, "location");
  if (location == nullptr) return std::nullopt;
  const auto latitude = json::number_at(*location, "latitude");
  const auto longitude = json::number_at(*location, "longitude");
  if (!latitude || !longitude) return std::nullopt;
  return plausible(GpsPosition{*latitude, *longitude, json::number_at(*location, "altitude")});
}

}  // namespace

DeclaredFacts read_image_metadata(const bj::object& metadata) {
  const auto time = json::text_at(metadata, "time");
  DeclaredFacts facts{.taken_at = capture_time({.date_time = time, .subseconds = {}, .offset = {}}),
                      .camera = read_camera(metadata),
                      .position = read_position(metadata)};
  read_size(metadata, facts);
  return facts;
}

}  // namespace pixferry
