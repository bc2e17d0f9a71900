#include "pipeline/content/decode/file_end.hpp"

#include <cstdint>
#include <string_view>

namespace pixferry {
namespace {

/// Reads forward; beyond the end there is nothing but zeros.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> file, std::uint64_t at) : file_(file), at_(at) {}

  bool is_beyond() const { return at_ > file_.size(); }
  void skip(std::uint64_t bytes) { at_ += bytes; }
  std::uint8_t byte() {
    const auto value = at_ < file_.size() ? file_[at_] : std::byte{0};
    ++at_;
    return std::to_integer<std::uint8_t>(value);
  }
  std::uint32_t big_endian() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | byte();
    return value;
  }
  std::uint32_t little_endian() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value |= std::uint32_t{byte()} << (8 * i);
    return value;
  }

 private:
  std::span<const std::byte> file_;
  std::uint64_t at_;
};

/// PNG, third edition, 5.3: chunks of a length, a type, so many bytes and a checksum; IEND is last.
bool is_cut_png(std::span<const std::byte> file) {
  constexpr std::uint32_t kEnd = 0x49454E44;
  Reader reader{file, 8};
  while (!reader.is_beyond()) {
    const auto length = reader.big_endian();
    const auto type = reader.big_endian();
    reader.skip(std::uint64_t{length} + 4);
    if (type == kEnd && !reader.is_beyond()) return false;
  }
  return true;
}

/// The bytes of a colour table whose size such flags give; none without the uppermost.
std::uint64_t colour_table_bytes(std::uint8_t flags) {
  return (flags & 0x80) != 0 ? std::uint64_t{3} << ((flags & 7) + 1) : 0;
}

/// Blocks that begin with their length; an empty one is the last.
void skip_blocks(Reader& reader) {
  while (const auto length = reader.byte()) reader.skip(length);
}

/// GIF89a, section 18 and following: extensions and images until the trailer. What is none of them
/// stands behind what decoders read.
bool is_cut_gif(std::span<const std::byte> file) {
  constexpr std::uint8_t kExtension = 0x21;
  constexpr std::uint8_t kImage = 0x2C;
  Reader reader{file, 10};
  const auto flags = reader.byte();
  reader.skip(2 + colour_table_bytes(flags));
  while (!reader.is_beyond()) {
    const auto kind = reader.byte();
    if (reader.is_beyond()) return true;
    if (kind == kExtension) {
      reader.skip(1);
    } else if (kind == kImage) {
      reader.skip(8);
      reader.skip(colour_table_bytes(reader.byte()) + 1);
    } else {
      return false;
    }
    skip_blocks(reader);
  }
  return true;
}

/// WebP container: "RIFF" and the size of all that follows.
bool is_cut_webp(std::span<const std::byte> file) {
  constexpr std::uint64_t kHeadBytes = 8;
  return Reader{file, 4}.little_endian() + kHeadBytes > file.size();
}

}  // namespace

bool is_cut_short(std::span<const std::byte> file, ImageType type) {
  switch (type) {
    case ImageType::png: return is_cut_png(file);
    case ImageType::gif: return is_cut_gif(file);
    case ImageType::webp: return is_cut_webp(file);
    default: return false;
  }
}

}  // namespace pixferry
