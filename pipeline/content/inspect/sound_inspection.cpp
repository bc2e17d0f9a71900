#include "pipeline/content/inspect/sound_inspection.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <string>

#include "pipeline/content/inspect/frame.hpp"
#include "pipeline/content/sniff.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kSniffedBytes = 64;
constexpr std::int64_t kSideMax = 65'535;
constexpr std::int64_t kPixelsMax = 1'000'000'000;
constexpr std::int64_t kYearZeroMs = -62'167'219'200'000;
constexpr std::int64_t kYearTenThousandMs = 253'402'300'800'000;
constexpr int kOffsetMinutesMax = 24 * 60;

template <typename Number>
bool is_within(Number value, Number least, Number most) {
  return value >= least && value <= most;  // NaN is within nothing
}

bool is_measure(const std::optional<double>& value) {
  return !value || (std::isfinite(*value) && *value >= 0);
}

bool is_sound_text(const std::string& text) {
  return text.size() <= kCameraTextBytesMax && text.find('\0') == std::string::npos &&
         json::valid_utf8(text) == text;
}

bool is_sound_size(const PixelSize& size) {
  return is_within<std::int64_t>(size.width, 1, kSideMax) &&
         is_within<std::int64_t>(size.height, 1, kSideMax) &&
         size.width * size.height <= kPixelsMax;
}

bool is_sound_time(const CaptureTime& time) {
  return is_within(time.local_ms, kYearZeroMs, kYearTenThousandMs - 1) &&
         is_within(time.offset_minutes.value_or(0), -kOffsetMinutesMax, kOffsetMinutesMax);
}

bool is_sound_camera(const Camera& camera) {
  return is_sound_text(camera.make) && is_sound_text(camera.model) && is_sound_text(camera.lens) &&
         is_measure(camera.exposure_seconds) && is_measure(camera.f_number) &&
         is_measure(camera.focal_length_mm) && camera.iso.value_or(0) >= 0;
}

bool is_sound_position(const GpsPosition& position) {
  return is_within(position.latitude, -90.0, 90.0) &&
         is_within(position.longitude, -180.0, 180.0) &&
         std::isfinite(position.altitude_metres.value_or(0));
}

bool is_sound_thumbnail(const Thumbnail& thumbnail) {
  return thumbnail.bytes.size() <= kThumbnailBytesMax &&
         sniff_image(std::span{thumbnail.bytes}.first(
             std::min(thumbnail.bytes.size(), kSniffedBytes))) == ImageType::webp;
}

Result<> require_sound_facts(const ImageFacts& facts) {
  if (facts.size && !is_sound_size(*facts.size)) return protocol_error("no image has that size");
  if (!is_within(facts.orientation, 1, 8)) return protocol_error("there is no such orientation");
  if (facts.taken_at && !is_sound_time(*facts.taken_at)) {
    return protocol_error("nothing was taken at that time");
  }
  if (!is_sound_camera(facts.camera)) return protocol_error("there is no such camera");
  if (facts.position && !is_sound_position(*facts.position)) {
    return protocol_error("there is no such place");
  }
  if (facts.thumbhash.size() > kThumbhashBytesMax) return protocol_error("a thumbhash is too long");
  return {};
}

}  // namespace

Result<> require_sound(const Inspection& inspection) {
  if (auto facts = require_sound_facts(inspection.facts); !facts) return facts;
  const auto state = inspection.facts.thumbnails;
  const auto& thumbnails = inspection.thumbnails;
  if (state == ThumbnailState::none) return protocol_error("nobody has looked");
  if (state != ThumbnailState::done) {
    if (thumbnails.empty()) return {};
    return protocol_error("there are thumbnails of what was not drawn");
  }
  if (!inspection.facts.size) return protocol_error("what was drawn has no size");
  if (!std::ranges::equal(thumbnails, kThumbnailSizes, {}, &Thumbnail::size_pixels)) {
    return protocol_error("the thumbnails are not of each size");
  }
  if (!std::ranges::all_of(thumbnails, is_sound_thumbnail)) {
    return protocol_error("a thumbnail is no WebP file, or too large");
  }
  return {};
}

}  // namespace pixferry
