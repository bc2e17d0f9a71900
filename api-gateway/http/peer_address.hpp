#pragma once

#include <string>

namespace pixferry::http {

/// The address at the other end of a connected socket, as text; one of IPv4 in its own spelling.
/// Empty if it cannot be told.
std::string peer_address(int socket);

}  // namespace pixferry::http
