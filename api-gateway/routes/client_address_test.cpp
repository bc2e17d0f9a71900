#include "api-gateway/routes/client_address.hpp"

#include <gtest/gtest.h>

namespace pixferry::routes {
namespace {

std::string address(const std::string& peer, std::vector<std::string> forwarded) {
  const std::vector<AddressRange> proxies{*AddressRange::parse("10.0.0.0/8"),
                                          *AddressRange::parse("::1")};
  http::Request request;
  request.peer_address = peer;
  for (const auto& line : forwarded) request.headers.add("X-Forwarded-For", line);
  return client_address(request, proxies);
}

TEST(ClientAddress, IsTheOtherEndOfTheConnection) {
  EXPECT_EQ(address("203.0.113.9", {}), "203.0.113.9");
  EXPECT_EQ(address("203.0.113.9", {"198.51.100.1"}), "203.0.113.9") << "anybody can write that";
  EXPECT_EQ(address("", {"198.51.100.1"}), "");
}

TEST(ClientAddress, IsWhatATrustedProxySays) {
  EXPECT_EQ(address("10.0.0.1", {"198.51.100.1"}), "198.51.100.1");
  EXPECT_EQ(address("::1", {" 2001:db8::7 "}), "2001:db8::7");
  EXPECT_EQ(address("10.0.0.1", {}), "10.0.0.1");
}

TEST(ClientAddress, IsTheLastOneThatATrustedProxyVouchesFor) {
  EXPECT_EQ(address("10.0.0.1", {"192.0.2.66, 198.51.100.1, 10.9.9.9"}), "198.51.100.1");
  EXPECT_EQ(address("10.0.0.1", {"192.0.2.66", "198.51.100.1", "10.9.9.9"}), "198.51.100.1");
  EXPECT_EQ(address("10.0.0.1", {"10.3.3.3,10.9.9.9"}), "10.3.3.3");
}

TEST(ClientAddress, StopsAtWhatIsNoAddress) {
  for (const auto* last : {"unknown", "", "_hidden", "198.51.100.1:80", "[2001:db8::7]"}) {
    EXPECT_EQ(address("10.0.0.1", {std::string{"192.0.2.66, "} + last}), "10.0.0.1") << last;
  }
}

TEST(ClientNetwork, IsTheAddressOrTheNetworkOfOneOfIPv6) {
  EXPECT_EQ(client_network("203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(client_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(client_network("2001:db8:1:2:ffff::"), "2001:db8:1:2::");
  EXPECT_EQ(client_network(""), "");
}

}  // namespace
}  // namespace pixferry::routes
