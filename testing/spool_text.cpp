#include "testing/spool_text.hpp"

#include <gtest/gtest.h>

namespace pixferry {

std::string text_of(const Spool& spool) {
  std::string text;
  const auto read = read_spool(spool, [&](std::span<const std::byte> bytes) {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return Result<>{};
  });
  EXPECT_TRUE(read);
  return text;
}

Result<> write_text(Spool& spool, std::string_view text) {
  return spool.write(std::as_bytes(std::span{text}));
}

}  // namespace pixferry
