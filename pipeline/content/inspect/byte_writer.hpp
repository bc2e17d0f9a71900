#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pixferry {

/// Puts values behind each other: integers little-endian, what varies in length behind its length
/// in 32 bits.
class ByteWriter {
 public:
  void put_u8(std::uint8_t value);
  void put_u32(std::uint32_t value);
  void put_i64(std::int64_t value);
  void put_double(double value);
  void put_flag(bool value);
  void put_text(std::string_view text);
  void put_bytes(std::span<const std::byte> bytes);

  /// All that was put, and an empty writer.
  std::vector<std::byte> take();

 private:
  void put_unsigned(std::uint64_t value, int bytes);

  std::vector<std::byte> bytes_;
};

}  // namespace pixferry
