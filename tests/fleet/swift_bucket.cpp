#include "tests/fleet/swift_bucket.hpp"

#include "testing/swift_server.hpp"

namespace pixferry {
namespace {

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

}  // namespace

BucketUnderTest swift_bucket() {
  return {"Swift", [](const Simulator&) {
            return std::map<std::string, std::string>{
                {"S3_ENDPOINT", shared_swift().endpoint()},
                {"S3_BUCKET", fresh_bucket()},
                {"S3_ACCESS_KEY_ID", std::string{SwiftServer::kAccessKeyId}},
                {"S3_SECRET_ACCESS_KEY", std::string{SwiftServer::kSecretAccessKey}}};
          }};
}

}  // namespace pixferry
