#include "simulator/google_drive/byte_range.hpp"

#include <gtest/gtest.h>

namespace pixferry::simulator {
namespace {

using Kind = ByteRange::Kind;

void expect_part(std::string_view header, std::uint64_t first, std::uint64_t count) {
  const auto range = requested_range(header, 100);
  EXPECT_EQ(range.kind, Kind::part) << header;
  EXPECT_EQ(range.first, first) << header;
  EXPECT_EQ(range.count, count) << header;
}

TEST(ByteRange, ServesOneRange) {
  expect_part("bytes=0-9", 0, 10);
  expect_part("bytes=90-", 90, 10);
  expect_part("bytes=-7", 93, 7);
  expect_part("bytes=50-5000", 50, 50);
  expect_part("bytes=-5000", 0, 100);
}

TEST(ByteRange, CannotServeWhatLiesBehindTheEnd) {
  EXPECT_EQ(requested_range("bytes=100-", 100).kind, Kind::unsatisfiable);
  EXPECT_EQ(requested_range("bytes=-0", 100).kind, Kind::unsatisfiable);
  EXPECT_EQ(requested_range("bytes=0-", 0).kind, Kind::unsatisfiable);
  EXPECT_EQ(requested_range("bytes=-5", 0).kind, Kind::unsatisfiable);
}

TEST(ByteRange, IgnoresWhatItCannotRead) {
  for (const auto* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2",
                             "bytes=0-1,5-6", "items=0-5", "bytes=99999999999999999999-"}) {
    EXPECT_EQ(requested_range(header, 100).kind, Kind::whole) << header;
  }
}

}  // namespace
}  // namespace pixferry::simulator
