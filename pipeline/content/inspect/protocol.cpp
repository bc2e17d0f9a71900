#include "pipeline/content/inspect/protocol.hpp"

#include <fmt/format.h>

#include "pipeline/content/inspect/byte_reader.hpp"
#include "pipeline/content/inspect/byte_writer.hpp"
#include "pipeline/content/inspect/frame.hpp"

namespace pixferry {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kMagic[] = {'P', 'X'};
constexpr std::size_t kTypeBytesMax = 16;

bool is_frame_kind(std::uint8_t kind) {
  return kind >= static_cast<std::uint8_t>(FrameKind::hello) &&
         kind <= static_cast<std::uint8_t>(FrameKind::reply);
}

}  // namespace

Error protocol_error(std::string_view what) {
  return {ErrorCode::internal, fmt::format("it made no sense: {}", what)};
}

std::vector<std::byte> framed(FrameKind kind, std::span<const std::byte> payload) {
  ByteWriter frame;
  for (const auto byte : kMagic) frame.put_u8(byte);
  frame.put_u8(kVersion);
  frame.put_u8(static_cast<std::uint8_t>(kind));
  frame.put_bytes(payload);
  return frame.take();
}

std::size_t payload_bytes_max(FrameKind kind) {
  constexpr std::size_t kSmall = 64;
  constexpr std::size_t kFacts = 4096;
  return kind == FrameKind::reply ? kFacts + std::size(kThumbnailSizes) * kThumbnailBytesMax
                                  : kSmall;
}

Result<FrameHead> decode_frame_head(std::span<const std::byte> bytes) {
  ByteReader reader{bytes};
  for (const auto byte : kMagic) {
    if (reader.take_u8() != byte) return protocol_error("a frame does not begin as one");
  }
  if (reader.take_u8() != kVersion) return protocol_error("the other side speaks another version");
  const auto kind = reader.take_u8();
  if (!is_frame_kind(kind)) return protocol_error("a frame is of an unknown kind");
  const FrameHead head{static_cast<FrameKind>(kind), reader.take_u32()};
  if (!reader.is_whole()) return protocol_error("a frame's head is not 8 bytes long");
  if (head.payload_bytes > payload_bytes_max(head.kind)) {
    return protocol_error(fmt::format("a frame of {} bytes is too long", head.payload_bytes));
  }
  return head;
}

std::vector<std::byte> encode_hello(const InspectorHello& hello) {
  ByteWriter payload;
  payload.put_flag(hello.filters_system_calls);
  return framed(FrameKind::hello, payload.take());
}

Result<InspectorHello> decode_hello(std::span<const std::byte> payload) {
  ByteReader reader{payload};
  const InspectorHello hello{.filters_system_calls = reader.take_flag()};
  if (!reader.is_whole()) return protocol_error("a hello is not one flag");
  return hello;
}

std::vector<std::byte> encode_request(const InspectionRequest& request) {
  ByteWriter payload;
  payload.put_i64(request.number);
  payload.put_i64(request.size_bytes);
  payload.put_text(extension(request.type));
  payload.put_i64(request.settings.pixels_max);
  payload.put_flag(request.settings.keep_gps);
  return framed(FrameKind::request, payload.take());
}

Result<InspectionRequest> decode_request(std::span<const std::byte> payload) {
  ByteReader reader{payload};
  const auto number = reader.take_i64();
  const auto size_bytes = reader.take_i64();
  const auto type = image_type_with_extension(reader.take_text(kTypeBytesMax));
  const auto pixels_max = reader.take_i64();
  const bool keep_gps = reader.take_flag();
  if (!reader.is_whole()) return protocol_error("a request is cut short or too long");
  if (size_bytes < 1) return protocol_error("a request names no bytes");
  if (!type) return protocol_error("a request names no known type");
  if (pixels_max < 0) return protocol_error("a request allows a negative number of pixels");
  return InspectionRequest{.number = number,
                           .size_bytes = size_bytes,
                           .type = *type,
                           .settings = {.pixels_max = pixels_max, .keep_gps = keep_gps}};
}

}  // namespace pixferry
