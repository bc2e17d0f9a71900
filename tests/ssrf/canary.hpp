#pragma once

#include <cstdint>
#include <string>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// A server on 127.0.0.1 and, where there is IPv6, on ::1 with the same port, that nobody may
/// connect to. It accepts and answers nothing; whoever connects is counted, as early as the kernel
/// knows of it.
class Canary {
 public:
  Canary();
  /// On every IPv4 address and that port: for a private network only.
  static Canary everywhere(std::uint16_t port);

  std::string port() const { return std::to_string(port_); }
  bool has_ipv6() const { return static_cast<bool>(ipv6_); }
  /// So far.
  int connections();

 private:
  explicit Canary(FileDescriptor listener);

  FileDescriptor ipv4_;
  std::uint16_t port_;
  FileDescriptor ipv6_;
  int connections_ = 0;
};

}  // namespace pixferry
