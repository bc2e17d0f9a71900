#pragma once

#include <memory>
#include <string>
#include <vector>

#include "testing/child_process.hpp"
#include "testing/private_network.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// `pixferry sim` where programs look for Google: in a network of its own, Google's names lead to
/// it, and TLS with a certificate that only these programs trust stands before it.
class NamedDrive {
 public:
  /// What this machine lacks for it; empty if it lacks nothing.
  static std::string what_is_missing();

  /// Starts it with these arguments of `pixferry sim`. Throws std::runtime_error if it does not
  /// come up.
  explicit NamedDrive(const std::vector<std::string>& sim_arguments);

  struct Run {
    int exit_code;
    std::string output;
    std::string error_output;
  };
  /// Runs a program beside it to its end.
  Run run(const std::string& program, const std::vector<std::string>& arguments) const;

  std::string directory() const { return directory_.path(); }

 private:
  void write_certificate() const;
  void write_file(const std::string& name, const std::string& text) const;
  ChildProcess::Command beside(const std::string& program,
                               const std::vector<std::string>& arguments) const;

  TemporaryDirectory directory_;
  PrivateNetwork network_;
  std::unique_ptr<ChildProcess> drive_;
  std::unique_ptr<ChildProcess> tls_;
};

}  // namespace pixferry
