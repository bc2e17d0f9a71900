#include "pipeline/catalog/image_facts_row.hpp"

#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/platform/base64.hpp"

#include <algorithm>
#include <cmath>

namespace pixferry {
namespace {

constexpr std::int64_t kSidePixelsMax = 1'000'000'000;
constexpr std::int64_t kMillisecondsPerMinute = 60'000;
constexpr int kOffsetMinutesMax = 18 * 60;
/// The years 1 to 9999, a day short at both ends, so that every offset stays within.
constexpr std::int64_t kEarliestMs = -62'135'510'400'000;
constexpr std::int64_t kLatestMs = 253'402'214'400'000;
constexpr std::int64_t kIsoMax = 1'000'000'000;
constexpr std::size_t kThumbhashBytesMax = 32;
constexpr double kAltitudeMetresMax = 1e6;
constexpr double kRealMax = 1e9;

std::optional<double> within(std::optional<double> value, double least, double most) {
  // A number that is none is within no bounds.
  return value && *value >= least && *value <= most ? value : std::nullopt;
}

bool is_possible(const PixelSize& size) {
  return std::min(size.width, size.height) > 0 &&
         std::max(size.width, size.height) <= kSidePixelsMax;
}

void bound(Camera& camera) {
  for (auto* text : {&camera.make, &camera.model, &camera.lens}) {
    *text = bounded_text(*text, kCameraTextBytesMax);
  }
  for (auto* value : {&camera.exposure_seconds, &camera.f_number, &camera.focal_length_mm}) {
    *value = within(*value, 0, kRealMax);
  }
  if (camera.iso && (*camera.iso < 0 || *camera.iso > kIsoMax)) camera.iso.reset();
}

std::optional<CaptureTime> bounded(std::optional<CaptureTime> taken) {
  if (!taken || taken->local_ms < kEarliestMs || taken->local_ms > kLatestMs) return std::nullopt;
  if (taken->offset_minutes && std::abs(*taken->offset_minutes) > kOffsetMinutesMax) {
    taken->offset_minutes.reset();
  }
  return taken;
}

std::optional<GpsPosition> bounded(std::optional<GpsPosition> position) {
  if (!position || !within(position->latitude, -90, 90) || !within(position->longitude, -180, 180))
    return std::nullopt;
  position->altitude_metres =
      within(position->altitude_metres, -kAltitudeMetresMax, kAltitudeMetresMax);
  return position;
}

template <class Value>
boost::json::value json_of(const std::optional<Value>& value) {
  return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

void add_size(boost::json::object& row, const std::optional<PixelSize>& size) {
  row["width"] = size ? boost::json::value(size->width) : nullptr;
  row["height"] = size ? boost::json::value(size->height) : nullptr;
  row["aspect"] = size ? boost::json::value(aspect_of(*size)) : nullptr;
}

void add_camera(boost::json::object& row, const Camera& camera) {
  row["camera_make"] = camera.make;
  row["camera_model"] = camera.model;
  row["camera_lens"] = camera.lens;
  row["exposure_seconds"] = json_of(camera.exposure_seconds);
  row["f_number"] = json_of(camera.f_number);
  row["focal_length_mm"] = json_of(camera.focal_length_mm);
  row["iso"] = json_of(camera.iso);
}

std::optional<PixelSize> size_from(const SqlRow& row, std::size_t first) {
  if (row.is_null(first)) return std::nullopt;
  return PixelSize{row.integer(first), row.integer(first + 1)};
}

std::optional<CaptureTime> taken_from(const SqlRow& row, std::size_t first) {
  if (row.is_null(first)) return std::nullopt;
  CaptureTime taken{.local_ms = row.integer(first), .offset_minutes = std::nullopt};
  if (row.is_null(first + 1)) return taken;
  taken.offset_minutes = static_cast<int>(row.integer(first + 1));
  taken.local_ms += *taken.offset_minutes * kMillisecondsPerMinute;
  return taken;
}

std::optional<GpsPosition> position_from(const SqlRow& row, std::size_t first) {
  if (row.is_null(first) || row.is_null(first + 1)) return std::nullopt;
  return GpsPosition{row.real(first), row.real(first + 1), row.optional_real(first + 2)};
}

}  // namespace

std::optional<ImageFacts> facts_from(const SqlRow& row, std::size_t first) {
  ImageFacts facts;
  facts.thumbnails = thumbnail_state_named(row.text(first)).value_or(ThumbnailState::none);
  if (facts.thumbnails == ThumbnailState::none) return std::nullopt;
  if (!row.is_null(first + 1)) facts.warning = image_warning_named(row.text(first + 1));
  facts.size = size_from(row, first + 2);
  facts.orientation = static_cast<int>(row.integer(first + 4));
  facts.taken_at = taken_from(row, first + 5);
  facts.camera = {.make = row.text(first + 7),
                  .model = row.text(first + 8),
                  .lens = row.text(first + 9),
                  .exposure_seconds = row.optional_real(first + 10),
                  .f_number = row.optional_real(first + 11),
                  .focal_length_mm = row.optional_real(first + 12),
                  .iso = row.optional_integer(first + 13)};
  facts.position = position_from(row, first + 14);
  facts.thumbhash = from_base64(row.text(first + 17)).value_or("");
  return facts;
}

ImageFacts bounded_facts(const ImageFacts& facts) {
  auto kept = facts;
  if (kept.size && !is_possible(*kept.size)) kept.size.reset();
  if (kept.orientation < 1 || kept.orientation > 8) kept.orientation = 1;
  kept.taken_at = bounded(kept.taken_at);
  bound(kept.camera);
  kept.position = bounded(kept.position);
  if (kept.thumbhash.size() > kThumbhashBytesMax) kept.thumbhash.clear();
  return kept;
}

void add_facts(boost::json::object& row, const std::optional<ImageFacts>& facts) {
  const bool is_known = facts && facts->thumbnails != ThumbnailState::none;
  const auto kept = is_known ? bounded_facts(*facts) : ImageFacts{};
  row["thumbnail_state"] = name_of(kept.thumbnails);
  row["warning"] = kept.warning ? boost::json::value(name_of(*kept.warning)) : nullptr;
  add_size(row, kept.size);
  row["orientation"] = kept.orientation;
  const auto& taken = kept.taken_at;
  row["taken_ms"] = taken ? boost::json::value(taken_utc_ms(*taken)) : nullptr;
  row["taken_offset_minutes"] =
      taken && taken->offset_minutes ? boost::json::value(*taken->offset_minutes) : nullptr;
  add_camera(row, kept.camera);
  const auto& position = kept.position;
  row["latitude"] = position ? boost::json::value(position->latitude) : nullptr;
  row["longitude"] = position ? boost::json::value(position->longitude) : nullptr;
  row["altitude_metres"] = position ? json_of(position->altitude_metres) : nullptr;
  row["thumbhash"] = base64(kept.thumbhash);
}

bool is_catalog_time(std::int64_t ms) {
  constexpr std::int64_t day_ms = 24 * 60 * kMillisecondsPerMinute;
  return ms >= kEarliestMs - day_ms && ms < kLatestMs + day_ms;
}

std::int64_t aspect_of(const PixelSize& size) {
  return std::max<std::int64_t>(1, size.width * 1000 / size.height);
}

std::int64_t taken_utc_ms(const CaptureTime& taken) {
  return taken.local_ms - taken.offset_minutes.value_or(0) * kMillisecondsPerMinute;
}

}  // namespace pixferry
