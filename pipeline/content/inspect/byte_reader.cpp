#include "pipeline/content/inspect/byte_reader.hpp"

#include <bit>

namespace pixferry {

void ByteReader::give_up() {
  is_broken_ = true;
  left_ = {};
}

std::span<const std::byte> ByteReader::take_span(std::size_t bytes) {
  if (bytes > left_.size()) {
    give_up();
    return {};
  }
  const auto taken = left_.first(bytes);
  left_ = left_.subspan(bytes);
  return taken;
}

std::uint64_t ByteReader::take_unsigned(std::size_t bytes) {
  std::uint64_t value = 0;
  int shift = 0;
  for (const auto byte : take_span(bytes)) {
    value |= std::to_integer<std::uint64_t>(byte) << shift;
    shift += 8;
  }
  return value;
}

std::uint8_t ByteReader::take_u8() {
  return static_cast<std::uint8_t>(take_unsigned(1));
}
std::uint32_t ByteReader::take_u32() {
  return static_cast<std::uint32_t>(take_unsigned(4));
}
std::int64_t ByteReader::take_i64() {
  return static_cast<std::int64_t>(take_unsigned(8));
}
double ByteReader::take_double() {
  return std::bit_cast<double>(take_unsigned(8));
}

bool ByteReader::take_flag() {
  const auto value = take_u8();
  if (value > 1) give_up();
  return value == 1;
}

std::span<const std::byte> ByteReader::take_counted(std::size_t bytes_max) {
  const std::size_t bytes = take_u32();
  if (bytes <= bytes_max) return take_span(bytes);
  give_up();
  return {};
}

std::string ByteReader::take_text(std::size_t bytes_max) {
  const auto text = take_counted(bytes_max);
  return {reinterpret_cast<const char*>(text.data()), text.size()};
}

std::vector<std::byte> ByteReader::take_bytes(std::size_t bytes_max) {
  const auto bytes = take_counted(bytes_max);
  return {bytes.begin(), bytes.end()};
}

}  // namespace pixferry
