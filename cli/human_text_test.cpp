#include "cli/human_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace pixferry {
namespace {

using std::chrono::milliseconds;

TEST(HumanText, SeparatesThousands) {
  EXPECT_EQ(human_count(0), "0");
  EXPECT_EQ(human_count(999), "999");
  EXPECT_EQ(human_count(1000), "1 000");
  EXPECT_EQ(human_count(12431), "12 431");
  EXPECT_EQ(human_count(1234567), "1 234 567");
  EXPECT_EQ(human_count(-1234), "-1 234");
  EXPECT_EQ(human_count(-123), "-123");
}

TEST(HumanText, WritesBytesInDecimalUnits) {
  EXPECT_EQ(human_bytes(0), "0 B");
  EXPECT_EQ(human_bytes(999), "999 B");
  EXPECT_EQ(human_bytes(1000), "1.0 KB");
  EXPECT_EQ(human_bytes(34'560'000'000), "34.5 GB");
  EXPECT_EQ(human_bytes(120'900'000), "120 MB");
  EXPECT_EQ(human_bytes(999'999'999), "999 MB");
  EXPECT_EQ(human_bytes(std::numeric_limits<std::int64_t>::max()), "9223372 TB");
  EXPECT_EQ(human_bytes_of(34'500'000'000, 55'700'000'000), "34.5/55.7 GB");
  EXPECT_EQ(human_bytes_of(0, 55'700'000), "0.0/55.7 MB");
}

TEST(HumanText, WritesDurationsInTwoUnits) {
  EXPECT_EQ(human_duration(milliseconds{-5}), "0ms");
  EXPECT_EQ(human_duration(milliseconds{64}), "64ms");
  EXPECT_EQ(human_duration(milliseconds{1990}), "1.9s");
  EXPECT_EQ(human_duration(milliseconds{59'999}), "59s");
  EXPECT_EQ(human_duration(milliseconds{537'000}), "8m57s");
  EXPECT_EQ(human_duration(milliseconds{7'500'000}), "2h05m");
  EXPECT_EQ(human_duration(std::chrono::hours{76}), "3d04h");
}

TEST(HumanText, WritesRates) {
  EXPECT_EQ(human_rate(0.44), "0.4/s");
  EXPECT_EQ(human_rate(8.06), "8.1/s");
  EXPECT_EQ(human_rate(1240.9), "1 240/s");
}

TEST(HumanText, CountsColumnsAndNotBytes) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("Łódź"), 4);
  EXPECT_EQ(display_width("写真"), 4);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("😀"), 2);
}

TEST(HumanText, CutsNamesInTheMiddle) {
  EXPECT_EQ(cut_in_middle("IMG_2041.heic", 13), "IMG_2041.heic");
  EXPECT_EQ(cut_in_middle("IMG_2041_final.heic", 11), "IMG_2….heic");
  EXPECT_EQ(cut_in_middle("写真写真写真.jpg", 9), "写真….jpg");
  EXPECT_EQ(cut_in_middle("abc", 1), "…");
  EXPECT_EQ(cut_in_middle("abc", 0), "");
}

TEST(HumanText, NeverTakesMoreColumnsThanItHas) {
  for (const std::string_view name : {"IMG_2041_final_final2.heic", "写真写真写真写真.jpg",
                                      "e\u0301e\u0301e\u0301e\u0301", "😀😀😀😀"}) {
    for (int columns = 0; columns < 30; ++columns) {
      EXPECT_LE(display_width(cut_in_middle(name, columns)), columns) << name;
      EXPECT_LE(display_width(fit_to(name, columns)), columns) << name;
    }
  }
}

TEST(HumanText, MakesHostileNamesHarmless) {
  EXPECT_EQ(cut_in_middle("a\x1b[2Jb\u202E", 20), "a\uFFFD[2Jb\uFFFD");
}

TEST(HumanText, PadsByColumns) {
  EXPECT_EQ(pad_left("7", 3), "  7");
  EXPECT_EQ(pad_left("写", 3), " 写");
  EXPECT_EQ(pad_left("1234", 3), "1234");
}

}  // namespace
}  // namespace pixferry
