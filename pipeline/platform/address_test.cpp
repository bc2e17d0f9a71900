#include "pipeline/platform/address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <string>

namespace pixferry {
namespace {

bool is_public(const std::string& text) {
  sockaddr_storage storage{};
  auto* const generic = reinterpret_cast<sockaddr*>(&storage);
  auto* const ipv4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* const ipv6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (::inet_pton(AF_INET, text.c_str(), &ipv4->sin_addr) == 1) {
    ipv4->sin_family = AF_INET;
  } else {
    EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &ipv6->sin6_addr), 1) << text;
    ipv6->sin6_family = AF_INET6;
  }
  return is_public_address(*generic);
}

class SpecialAddress : public ::testing::TestWithParam<const char*> {};

TEST_P(SpecialAddress, IsNotPublic) {
  EXPECT_FALSE(is_public(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Ipv4, SpecialAddress,
                         ::testing::Values("0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255",
                                           "100.64.0.0", "100.127.255.255", "127.0.0.1",
                                           "127.255.255.255", "169.254.0.0", "169.254.169.254",
                                           "172.16.0.0", "172.31.255.255", "192.0.0.1",
                                           "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.0",
                                           "192.168.255.255", "198.18.0.0", "198.19.255.255",
                                           "198.51.100.7", "203.0.113.255", "224.0.0.1",
                                           "239.255.255.255", "240.0.0.1", "255.255.255.255"));

INSTANTIATE_TEST_SUITE_P(Ipv6, SpecialAddress,
                         ::testing::Values("::", "::1", "fe80::1", "fe90::1", "febf:ffff::1",
                                           "fec0::1", "fc00::1", "fdff:ffff::1", "ff02::1",
                                           "100::1", "2001:db8::1", "2001:db8:ffff::1", "2001::1",
                                           "2001:2::1", "2001:10::1", "2001:20::1",
                                           "2001:1ff:ffff::1", "3fff::1", "3fff:fff::1", "5f00::1",
                                           "4000::1", "1fff::1"));

INSTANTIATE_TEST_SUITE_P(HiddenIpv4, SpecialAddress,
                         ::testing::Values("::ffff:127.0.0.1", "::ffff:10.1.2.3",
                                           "::ffff:169.254.169.254", "::ffff:0.0.0.0",
                                           "::127.0.0.1", "::8.8.8.8", "::ffff:0:8.8.8.8",
                                           "64:ff9b::127.0.0.1", "64:ff9b::192.168.1.1",
                                           "64:ff9b:1::8.8.8.8", "64:ff9b::1:8.8.8.8",
                                           "2002:7f00:1::", "2002:a9fe:a9fe::", "2002:a00:1::1",
                                           "2001:0:808:808::f5ff:fffe"));

class OrdinaryAddress : public ::testing::TestWithParam<const char*> {};

TEST_P(OrdinaryAddress, IsPublic) {
  EXPECT_TRUE(is_public(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Ipv4, OrdinaryAddress,
                         ::testing::Values("1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0",
                                           "100.63.255.255", "100.128.0.0", "126.255.255.255",
                                           "128.0.0.0", "142.250.74.202", "169.253.255.255",
                                           "169.255.0.0", "172.15.255.255", "172.32.0.0",
                                           "192.0.1.0", "192.167.255.255", "192.169.0.0",
                                           "198.17.255.255", "198.20.0.0", "223.255.255.255"));

INSTANTIATE_TEST_SUITE_P(Ipv6, OrdinaryAddress,
                         ::testing::Values("2a00:1450:4001:82f::200a", "2001:4860:4860::8888",
                                           "2001:200::1", "2001:db9::1", "2003::1", "2620:fe::fe",
                                           "3ffe:ffff::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
                                           "2002:808:808::1"));

TEST(IsPublicAddress, KnowsNoOtherFamily) {
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  EXPECT_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(local)));
}

}  // namespace
}  // namespace pixferry
