#include <fmt/format.h>

#include "pipeline/content/inspect/byte_reader.hpp"
#include "pipeline/content/inspect/byte_writer.hpp"
#include "pipeline/content/inspect/frame.hpp"
#include "pipeline/content/inspect/protocol.hpp"
#include "pipeline/content/inspect/sound_inspection.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kNameBytesMax = 32;

template <class Value, class Put>
void put_optional(ByteWriter& payload, const std::optional<Value>& value, Put put) {
  payload.put_flag(value.has_value());
  if (value) put(*value);
}

void put_double(ByteWriter& payload, const std::optional<double>& value) {
  put_optional(payload, value, [&](double number) { payload.put_double(number); });
}

std::optional<double> take_double(ByteReader& reader) {
  if (!reader.take_flag()) return std::nullopt;
  return reader.take_double();
}

void put_camera(ByteWriter& payload, const Camera& camera) {
  payload.put_text(camera.make);
  payload.put_text(camera.model);
  payload.put_text(camera.lens);
  put_double(payload, camera.exposure_seconds);
  put_double(payload, camera.f_number);
  put_double(payload, camera.focal_length_mm);
  put_optional(payload, camera.iso, [&](std::int64_t iso) { payload.put_i64(iso); });
}

Camera take_camera(ByteReader& reader) {
  Camera camera;
  camera.make = reader.take_text(kCameraTextBytesMax);
  camera.model = reader.take_text(kCameraTextBytesMax);
  camera.lens = reader.take_text(kCameraTextBytesMax);
  camera.exposure_seconds = take_double(reader);
  camera.f_number = take_double(reader);
  camera.focal_length_mm = take_double(reader);
  if (reader.take_flag()) camera.iso = reader.take_i64();
  return camera;
}

void put_taken_at(ByteWriter& payload, const CaptureTime& time) {
  payload.put_i64(time.local_ms);
  put_optional(payload, time.offset_minutes,
               [&](int minutes) { payload.put_u32(static_cast<std::uint32_t>(minutes)); });
}

CaptureTime take_taken_at(ByteReader& reader) {
  CaptureTime time{.local_ms = reader.take_i64(), .offset_minutes = {}};
  if (reader.take_flag()) time.offset_minutes = static_cast<std::int32_t>(reader.take_u32());
  return time;
}

void put_position(ByteWriter& payload, const GpsPosition& position) {
  payload.put_double(position.latitude);
  payload.put_double(position.longitude);
  put_double(payload, position.altitude_metres);
}

GpsPosition take_position(ByteReader& reader) {
  GpsPosition position;
  position.latitude = reader.take_double();
  position.longitude = reader.take_double();
  position.altitude_metres = take_double(reader);
  return position;
}

void put_facts(ByteWriter& payload, const ImageFacts& facts) {
  put_optional(payload, facts.size, [&](const PixelSize& size) {
    payload.put_i64(size.width);
    payload.put_i64(size.height);
  });
  payload.put_u8(static_cast<std::uint8_t>(facts.orientation));
  put_optional(payload, facts.taken_at, [&](const auto& time) { put_taken_at(payload, time); });
  put_camera(payload, facts.camera);
  put_optional(payload, facts.position, [&](const auto& place) { put_position(payload, place); });
  payload.put_text(facts.thumbhash);
  payload.put_text(name_of(facts.thumbnails));
  put_optional(payload, facts.warning,
               [&](ImageWarning warning) { payload.put_text(name_of(warning)); });
}

/// A name that is not known gives nothing, and so does one that is not there.
struct Names {
  std::optional<ThumbnailState> thumbnails;
  std::optional<ImageWarning> warning;
  bool are_known = false;
};

Names take_names(ByteReader& reader) {
  Names names;
  names.thumbnails = thumbnail_state_named(reader.take_text(kNameBytesMax));
  const bool has_warning = reader.take_flag();
  if (has_warning) names.warning = image_warning_named(reader.take_text(kNameBytesMax));
  names.are_known = names.thumbnails && names.warning.has_value() == has_warning;
  return names;
}

/// All but the names.
ImageFacts take_facts(ByteReader& reader) {
  ImageFacts facts;
  if (reader.take_flag()) {
    facts.size.emplace();
    facts.size->width = reader.take_i64();
    facts.size->height = reader.take_i64();
  }
  facts.orientation = reader.take_u8();
  if (reader.take_flag()) facts.taken_at = take_taken_at(reader);
  facts.camera = take_camera(reader);
  if (reader.take_flag()) facts.position = take_position(reader);
  facts.thumbhash = reader.take_text(kThumbhashBytesMax);
  return facts;
}

void put_inspection(ByteWriter& payload, const Inspection& inspection) {
  put_facts(payload, inspection.facts);
  payload.put_u8(static_cast<std::uint8_t>(inspection.thumbnails.size()));
  for (const auto& thumbnail : inspection.thumbnails) {
    payload.put_u32(static_cast<std::uint32_t>(thumbnail.size_pixels));
    payload.put_bytes(thumbnail.bytes);
  }
}

Result<InspectionReply> decode_inspection(ByteReader& reader) {
  Inspection inspection{.facts = take_facts(reader), .thumbnails = {}};
  const auto names = take_names(reader);
  const auto count = reader.take_u8();
  if (count > std::size(kThumbnailSizes)) return protocol_error("there are too many thumbnails");
  for (int i = 0; i < count; ++i) {
    const auto size_pixels = static_cast<std::int32_t>(reader.take_u32());
    inspection.thumbnails.push_back({size_pixels, reader.take_bytes(kThumbnailBytesMax)});
  }
  if (!reader.is_whole()) return protocol_error("an inspection is cut short or too long");
  if (!names.are_known) return protocol_error("an inspection holds a name that is none");
  inspection.facts.thumbnails = *names.thumbnails;
  inspection.facts.warning = names.warning;
  if (auto sound = require_sound(inspection); !sound) return sound.error();
  return InspectionReply{std::move(inspection)};
}

Result<InspectionReply> decode_error(ByteReader& reader) {
  const auto code = error_code_named(reader.take_text(kNameBytesMax));
  auto message = reader.take_text(kInspectionMessageBytesMax);
  if (!reader.is_whole()) return protocol_error("an error is cut short or too long");
  if (code != ErrorCode::damaged_image && code != ErrorCode::too_many_pixels) {
    return protocol_error("an error is none that an image has");
  }
  if (message.empty() || printable(message) != message) {
    return protocol_error("an error's message cannot be printed");
  }
  return InspectionReply{Error{*code, std::move(message)}};
}

}  // namespace

std::vector<std::byte> encode_reply(const InspectionReply& reply) {
  ByteWriter payload;
  payload.put_flag(bool{reply.outcome});
  if (reply.outcome) {
    put_inspection(payload, *reply.outcome);
  } else {
    payload.put_text(name(reply.outcome.error().code));
    payload.put_text(
        cut_at_end(printable(reply.outcome.error().message), kInspectionMessageBytesMax));
  }
  return framed(FrameKind::reply, payload.take());
}

Result<InspectionReply> decode_reply(std::span<const std::byte> payload) {
  ByteReader reader{payload};
  return reader.take_flag() ? decode_inspection(reader) : decode_error(reader);
}

}  // namespace pixferry
