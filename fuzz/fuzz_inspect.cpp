#include <algorithm>
#include <vector>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/content/inspect/protocol.hpp"
#include "pipeline/content/inspect/sound_inspection.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry::fuzz {
namespace {

/// Gives the payload of the one frame that the bytes are, as far as they are one: a frame's head is
/// held against its promise, and so is an empty payload where there is none.
std::span<const std::byte> payload_of(std::span<const std::byte> bytes) {
  if (bytes.size() < kFrameHeadBytes) return bytes;
  const auto head = decode_frame_head(bytes.first(kFrameHeadBytes));
  if (!head) return bytes;
  require(head->payload_bytes <= payload_bytes_max(head->kind), "a payload is bounded");
  return bytes.subspan(kFrameHeadBytes);
}

void require_same(std::span<const std::byte> payload, const std::vector<std::byte>& frame) {
  require(std::ranges::equal(payload, std::span{frame}.subspan(kFrameHeadBytes)),
          "what was read is written as it was");
}

}  // namespace

void fuzz_inspect_request(std::string_view text) {
  const auto payload = payload_of(std::as_bytes(std::span{text}));
  if (const auto hello = decode_hello(payload)) require_same(payload, encode_hello(*hello));
  const auto request = decode_request(payload);
  if (!request) return;
  require(request->size_bytes > 0, "a request is for bytes");
  require(request->settings.pixels_max >= 0, "a bound is not negative");
  require_same(payload, encode_request(*request));
}

void fuzz_inspect_reply(std::string_view text) {
  const auto payload = payload_of(std::as_bytes(std::span{text}));
  const auto reply = decode_reply(payload);
  if (!reply) return;
  if (reply->outcome) {
    require(bool{require_sound(*reply->outcome)}, "an inspection is sound");
  } else {
    const auto& error = reply->outcome.error();
    require(printable(error.message) == error.message, "a message is printable");
    require(error.message.size() <= kInspectionMessageBytesMax, "a message is bounded");
  }
  require_same(payload, encode_reply(*reply));
}

}  // namespace pixferry::fuzz
