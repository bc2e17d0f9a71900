#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/content/decode/decode_image.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/inspection.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

// What a worker and its inspecting children say to each other, over a stream socket, each in one
// frame: "PX", the version, the kind, the payload's length in 32 bits, the payload. A child that is
// ready says hello; then each request, which carries the file's descriptor with its first byte, is
// answered by one reply. Neither side trusts the other: a child has seen hostile bytes. Every
// function here is pure, and each decoder takes any bytes; its error is `internal` and says what
// makes no sense.

enum class FrameKind : std::uint8_t { hello = 1, request = 2, reply = 3 };

struct FrameHead {
  FrameKind kind;
  std::size_t payload_bytes;
};

inline constexpr std::size_t kFrameHeadBytes = 8;
inline constexpr std::size_t kThumbnailBytesMax = 1u << 20;
inline constexpr std::size_t kThumbhashBytesMax = 32;
inline constexpr std::size_t kInspectionMessageBytesMax = 512;

/// More than any sound payload of that kind is long.
std::size_t payload_bytes_max(FrameKind kind);

/// `bytes` are kFrameHeadBytes long. A head of another version, of no known kind, or that announces
/// more than payload_bytes_max is an error.
Result<FrameHead> decode_frame_head(std::span<const std::byte> bytes);

struct InspectorHello {
  bool filters_system_calls;  ///< whether the kernel took the child's seccomp filter
};

struct InspectionRequest {
  std::int64_t size_bytes;
  ImageType type;
  DecodeSettings settings;
};

/// What became of a request: an inspection that is sound (see sound_inspection.hpp), or
/// `damaged_image` or `too_many_pixels` with a printable message.
struct InspectionReply {
  Result<Inspection> outcome;
};

/// The encoders give whole frames, the decoders take payloads.
std::vector<std::byte> encode_hello(const InspectorHello& hello);
Result<InspectorHello> decode_hello(std::span<const std::byte> payload);
std::vector<std::byte> encode_request(const InspectionRequest& request);
Result<InspectionRequest> decode_request(std::span<const std::byte> payload);
std::vector<std::byte> encode_reply(const InspectionReply& reply);
Result<InspectionReply> decode_reply(std::span<const std::byte> payload);

}  // namespace pixferry
