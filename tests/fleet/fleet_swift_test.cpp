#include "testing/swift_server.hpp"
#include "tests/fleet/fleet_stores.hpp"

namespace pixferry {
namespace {

/// A real S3 server, which the program starts when it is first asked for.
SwiftServer& shared_swift() {
  static SwiftServer server;
  return server;
}

std::string fresh_bucket() {
  static int buckets = 0;
  auto name = "fleet" + std::to_string(++buckets);
  shared_swift().make_bucket(name);
  return name;
}

BucketUnderTest swift_bucket() {
  return {"Swift", [](const Simulator&) {
            return std::map<std::string, std::string>{
                {"S3_ENDPOINT", shared_swift().endpoint()},
                {"S3_BUCKET", fresh_bucket()},
                {"S3_ACCESS_KEY_ID", std::string{SwiftServer::kAccessKeyId}},
                {"S3_SECRET_ACCESS_KEY", std::string{SwiftServer::kSecretAccessKey}}};
          }};
}

/// Skips every test of the program where the server is not installed.
struct InstalledSwift final : testing::Environment {
  void SetUp() override {
    if (const auto missing = SwiftServer::missing_package()) {
      GTEST_SKIP() << "the package " << *missing << " is not installed";
    }
  }
};

const auto* const kInstalledSwift = testing::AddGlobalTestEnvironment(new InstalledSwift);

INSTANTIATE_TEST_SUITE_P(Real, FleetStores, testing::Values(swift_bucket()), bucket_name);

}  // namespace
}  // namespace pixferry
