#include "pipeline/content/inspect/byte_writer.hpp"

#include <bit>
#include <utility>

namespace pixferry {

void ByteWriter::put_unsigned(std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) bytes_.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void ByteWriter::put_u8(std::uint8_t value) {
  put_unsigned(value, 1);
}
void ByteWriter::put_u32(std::uint32_t value) {
  put_unsigned(value, 4);
}
void ByteWriter::put_i64(std::int64_t value) {
  put_unsigned(static_cast<std::uint64_t>(value), 8);
}
void ByteWriter::put_double(double value) {
  put_unsigned(std::bit_cast<std::uint64_t>(value), 8);
}
void ByteWriter::put_flag(bool value) {
  put_u8(value ? 1 : 0);
}

void ByteWriter::put_text(std::string_view text) {
  put_bytes(std::as_bytes(std::span{text}));
}

void ByteWriter::put_bytes(std::span<const std::byte> bytes) {
  put_u32(static_cast<std::uint32_t>(bytes.size()));
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

std::vector<std::byte> ByteWriter::take() {
  return std::exchange(bytes_, {});
}

}  // namespace pixferry
