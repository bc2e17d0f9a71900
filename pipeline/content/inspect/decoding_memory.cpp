#include "pipeline/content/inspect/decoding_memory.hpp"

#include <unistd.h>

#include <array>
#include <cstddef>
#include <iterator>
#include <optional>

namespace pixferry {
namespace {

constexpr std::int64_t kPartOfImageBytes = 64LL << 20;
constexpr std::int64_t kWholeImageBytes = 256LL << 20;

/// A segment of a JPEG file (ITU-T T.81, B.1.1.4): its marker, and where the next one begins.
struct Segment {
  std::uint8_t marker;
  std::int64_t next;
};

std::optional<Segment> segment_at(int file, std::int64_t offset) {
  std::array<std::uint8_t, 4> head{};
  if (::pread(file, head.data(), head.size(), offset) != std::ssize(head)) return std::nullopt;
  if (head[0] != 0xff) return std::nullopt;
  // A marker may be preceded by any number of fill bytes.
  if (head[1] == 0xff) return Segment{0xff, offset + 1};
  return Segment{head[1], offset + 2 + (head[2] << 8 | head[3])};
}

/// Whether the frame header that comes first is of a progressive process: SOF2, 6, 10 or 14.
bool is_progressive_jpeg(int file) {
  constexpr int kSegmentsMax = 256;
  std::int64_t offset = 2;
  for (int i = 0; i < kSegmentsMax; ++i) {
    const auto segment = segment_at(file, offset);
    if (!segment) return false;
    const auto marker = segment->marker;
    // C4, C8 and CC are tables and an extension, no frames.
    const bool is_frame = marker >= 0xc0 && marker <= 0xcf && marker % 4 != 0;
    if (marker == 0xc0) return false;
    if (is_frame) return marker % 4 == 2;
    offset = segment->next;
  }
  return false;
}

}  // namespace

std::int64_t decoding_memory_bytes(int file, ImageType type) {
  const bool is_heavy = type == ImageType::heic || type == ImageType::avif ||
                        (type == ImageType::jpeg && is_progressive_jpeg(file));
  return is_heavy ? kWholeImageBytes : kPartOfImageBytes;
}

std::int64_t decoding_memory_bytes_max() {
  return static_cast<std::int64_t>(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE) / 2;
}

}  // namespace pixferry
