#include <algorithm>
#include <cmath>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/content/decode/decode_image.hpp"
#include "pipeline/content/decode/read_metadata.hpp"
#include "pipeline/content/sniff.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry::fuzz {
namespace {

void require_text(std::string_view text) {
  require(text.size() <= kCameraTextBytesMax, "a camera's text is short");
  require(printable(text) == text, "a camera's text is valid UTF-8 that can be printed");
}

void require_above_zero(const std::optional<double>& number) {
  require(!number || (std::isfinite(*number) && *number > 0), "a camera's number makes sense");
}

void require_sense(const Camera& camera) {
  for (const auto& text : {camera.make, camera.model, camera.lens}) require_text(text);
  for (const auto& number : {camera.exposure_seconds, camera.f_number, camera.focal_length_mm}) {
    require_above_zero(number);
  }
  require(!camera.iso || *camera.iso > 0, "a sensitivity is above zero");
}

void require_sense(const GpsPosition& position) {
  require(std::abs(position.latitude) <= 90, "a latitude ends at the poles");
  require(std::abs(position.longitude) <= 180, "a longitude ends at the date line");
}

void require_sense(const CaptureTime& time) {
  constexpr int kOffsetMax = 14 * 60;
  require(std::abs(time.offset_minutes.value_or(0)) <= kOffsetMax, "an offset is one on Earth");
}

void require_whole(const Inspection& inspection) {
  const auto& facts = inspection.facts;
  const bool is_drawn = facts.thumbnails == ThumbnailState::done;
  require(inspection.thumbnails.size() == (is_drawn ? std::size(kThumbnailSizes) : 0),
          "there are thumbnails if and only if it says so");
  require(facts.thumbhash.empty() != is_drawn, "what is drawn has a thumbhash");
  require(is_drawn || facts.warning, "what is not drawn says why");
  require(facts.orientation >= 1 && facts.orientation <= 8, "an orientation is EXIF's");
  for (const auto& thumbnail : inspection.thumbnails) {
    require(sniff_image(thumbnail.bytes) == ImageType::webp, "a thumbnail is a WebP");
  }
}

}  // namespace

void fuzz_image(std::string_view bytes) {
  static const bool started = (start_decoding(), true);
  constexpr DecodeSettings kSettings{.pixels_max = 65'536, .keep_gps = true};
  const auto file = std::as_bytes(std::span{bytes});
  const auto type = sniff_image(file);
  if (!started || !type) return;
  const auto inspection = decode_image(file, *type, kSettings);
  if (inspection) {
    require_whole(*inspection);
    return;
  }
  const auto code = inspection.error().code;
  require(code == ErrorCode::damaged_image || code == ErrorCode::too_many_pixels,
          "an error is one of two");
  require(printable(inspection.error().message) == inspection.error().message,
          "a message can be printed");
}

void fuzz_image_metadata(std::string_view bytes) {
  const auto metadata = read_metadata(std::as_bytes(std::span{bytes}), true);
  require_sense(metadata.camera);
  if (metadata.position) require_sense(*metadata.position);
  if (metadata.taken_at) require_sense(*metadata.taken_at);
  require(metadata.orientation >= 1 && metadata.orientation <= 8, "an orientation is EXIF's");
}

}  // namespace pixferry::fuzz
