#include "pipeline/platform/address_range.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

bool holds(std::string_view range, std::string_view address) {
  const auto parsed = AddressRange::parse(range);
  return parsed && parsed->contains(address);
}

TEST(AddressRange, IsOneAddressOrABlock) {
  EXPECT_TRUE(holds("10.1.2.3", "10.1.2.3"));
  EXPECT_FALSE(holds("10.1.2.3", "10.1.2.4"));
  EXPECT_TRUE(holds("10.0.0.0/8", "10.255.0.1"));
  EXPECT_FALSE(holds("10.0.0.0/8", "11.0.0.1"));
  EXPECT_TRUE(holds("172.16.0.0/12", "172.31.255.255"));
  EXPECT_FALSE(holds("172.16.0.0/12", "172.32.0.0"));
  EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(holds("fd00::/8", "fdab::1"));
  EXPECT_FALSE(holds("fd00::/8", "fe80::1"));
  EXPECT_TRUE(holds("::1", "0:0:0:0:0:0:0:1"));
  EXPECT_TRUE(holds("::/0", "10.0.0.1"));
}

TEST(AddressRange, TakesAnIPv4AddressInItsFormForIPv6) {
  EXPECT_TRUE(holds("10.0.0.0/8", "::ffff:10.2.3.4"));
  EXPECT_TRUE(holds("::ffff:10.2.3.4", "10.2.3.4"));
}

TEST(AddressRange, IsNothingElse) {
  for (const auto* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.1/8",
                           "fd00::1/8", "::/129", "localhost", "10.0.0", "10.0.0.0/8/8", " ::1"}) {
    EXPECT_FALSE(AddressRange::parse(text)) << text;
  }
  EXPECT_FALSE(holds("0.0.0.0/0", "unknown"));
}

TEST(AddressRange, IsNoAddressWithMoreBehindANulByte) {
  using namespace std::string_view_literals;
  EXPECT_FALSE(holds("10.0.0.0/8", "10.4.0.0\0!"sv));
  EXPECT_FALSE(AddressRange::parse("10.0.0.0\0/8"sv));
}

}  // namespace
}  // namespace pixferry
