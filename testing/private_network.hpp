#pragma once

#include <functional>
#include <memory>
#include <string>

#include "testing/child_process.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// A network of its own, in which every IPv4 address is this machine, with an /etc/hosts of its
/// own. Nothing outside can be reached from it, nor does anything outside see it. Ends with the
/// object; so must what runs in it.
class PrivateNetwork {
 public:
  /// What this machine lacks for one; empty if it lacks nothing.
  static std::string what_is_missing();

  /// `hosts` is the text of /etc/hosts. Throws std::runtime_error if there can be no such network.
  explicit PrivateNetwork(const std::string& hosts);

  /// The same command, to be started in it. Its directory is kept by absolute paths alone.
  ChildProcess::Command inside(const ChildProcess::Command& command) const;
  /// Runs this on a thread whose sockets, and whose threads' sockets, are in it.
  void run_inside(const std::function<void()>& what) const;

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<ChildProcess> holder_;
};

}  // namespace pixferry
