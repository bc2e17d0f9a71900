#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pixferry {

/// Takes apart what a ByteWriter put together, from bytes that nobody vouches for. From the first
/// value on that is not there, or is longer than it may be, every answer is zero or empty, and
/// is_whole() says no: a reader reads to the end and asks once.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : left_(bytes) {}

  std::uint8_t take_u8();
  std::uint32_t take_u32();
  std::int64_t take_i64();
  double take_double();
  bool take_flag();  ///< 0 or 1, nothing else
  std::string take_text(std::size_t bytes_max);
  std::vector<std::byte> take_bytes(std::size_t bytes_max);

  /// Whether every value was there and no byte is left over.
  bool is_whole() const { return !is_broken_ && left_.empty(); }

 private:
  std::uint64_t take_unsigned(std::size_t bytes);
  std::span<const std::byte> take_counted(std::size_t bytes_max);
  std::span<const std::byte> take_span(std::size_t bytes);
  void give_up();

  std::span<const std::byte> left_;
  bool is_broken_ = false;
};

}  // namespace pixferry
