#include "pipeline/model/rfc3339_text.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(Rfc3339, ReadsWhatItWrites) {
  const auto time = from_milliseconds(1'795'422'396'000);
  EXPECT_EQ(read_rfc3339(rfc3339(time)), time);
  EXPECT_EQ(read_rfc3339("1970-01-01T00:00:00Z"), from_milliseconds(0));
  EXPECT_EQ(read_rfc3339("1969-12-31T23:59:59Z"), from_milliseconds(-1000));
}

TEST(Rfc3339, ReadsFractionsAndOffsets) {
  for (const auto& [text, milliseconds] : {std::pair{"1970-01-02T00:00:00.5Z", 86'400'500},
                                           {"1970-01-02T00:00:00.123Z", 86'400'123},
                                           {"1970-01-02T00:00:00.123999999Z", 86'400'123},
                                           {"1970-01-02T02:30:00+02:30", 86'400'000},
                                           {"1970-01-01T23:00:00-01:00", 86'400'000},
                                           {"1970-01-02t00:00:00z", 86'400'000}}) {
    EXPECT_EQ(read_rfc3339(text), from_milliseconds(milliseconds)) << text;
  }
}

TEST(Rfc3339, ReadsNothingElse) {
  for (const auto* text :
       {"", "now", "2026-01-31", "2026-01-31T10:00:00", "2026-01-31 10:00:00Z",
        "2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z", "2026-00-01T10:00:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T10:60:00Z", "2026-12-31T23:59:60Z",
        "2026-01-31T10:00:00.Z", "2026-01-31T10:00:00.1234567890Z", "2026-01-31T10:00:00Z ",
        "2026-01-31T10:00:00+24:00", "2026-01-31T10:00:00+0100", "+026-01-31T10:00:00Z",
        "2026-01-31T10:00:-1Z", "12026-01-31T10:00:00Z", "2026-01-31T10:.00Z"}) {
    EXPECT_FALSE(read_rfc3339(text)) << text;
  }
}

}  // namespace
}  // namespace pixferry
