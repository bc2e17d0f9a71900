#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>

#include "testing/child_process.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// OpenStack Swift with its S3 interface: a real server that checks signatures and hashes. Its five
/// processes listen on free ports of 127.0.0.1, keep everything in a directory of their own and end
/// with the scope.
class SwiftServer {
 public:
  /// The Debian package whose program is missing, if one is: the tests are skipped then.
  static std::optional<std::string> missing_package();

  /// Returns when the server answers. Throws std::runtime_error if it does not.
  SwiftServer();

  /// For path-style requests in the region us-east-1.
  std::string endpoint() const;
  static constexpr std::string_view kAccessKeyId = "test:tester";
  static constexpr std::string_view kSecretAccessKey = "testing";

  /// Makes a bucket through Swift's own interface.
  void make_bucket(const std::string& name);

 private:
  struct Ports {
    std::uint16_t proxy, account, container, object, cache;
  };

  void write_settings();
  void write_rings();
  void start(const std::string& program, std::vector<std::string> arguments);
  bool all_listen() const;
  bool try_to_store(const std::string& place);
  std::string complaints() const;

  TemporaryDirectory directory_;
  Ports ports_;
  std::list<ChildProcess> processes_;
};

}  // namespace pixferry
