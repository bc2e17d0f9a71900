#pragma once

#include <span>
#include <string>

#include "api-gateway/http/request.hpp"
#include "pipeline/platform/address_range.hpp"

namespace pixferry::routes {

/// Where a request comes from: the other end of its connection or, as long as that is a trusted
/// proxy, whoever that says in X-Forwarded-For it was asked by. What others write there counts for
/// nothing.
std::string client_address(const http::Request& request, std::span<const AddressRange> proxies);

/// What stands for a client when something is counted: its address, and of IPv6 the /64 around it,
/// within which anybody has addresses without end.
std::string client_network(const std::string& address);

}  // namespace pixferry::routes
