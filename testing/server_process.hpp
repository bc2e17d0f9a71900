#pragma once

#include <cstdint>
#include <string>

#include "testing/child_process.hpp"

namespace pixferry {

/// The command as that user, for servers that refuse to run as root. Unchanged where we are not.
ChildProcess::Command run_as(const std::string& user, ChildProcess::Command command);

/// Lets that user own the file or directory, where we are root.
void give_to(const std::string& user, const std::string& path);

/// A connection to that port of 127.0.0.1; none if nobody listens there.
FileDescriptor connect_to(std::uint16_t port);

}  // namespace pixferry
