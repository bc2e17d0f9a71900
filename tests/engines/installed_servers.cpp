#include <gtest/gtest.h>

#include "testing/pgbouncer_server.hpp"
#include "testing/postgres_server.hpp"

namespace pixferry {
namespace {

/// Skips every test of the program where its servers are not installed.
struct InstalledServers final : testing::Environment {
  void SetUp() override {
    for (const auto& missing :
         {PostgresServer::missing_package(), PgbouncerServer::missing_package()}) {
      if (!missing.empty()) GTEST_SKIP() << "the package " << missing << " is not installed";
    }
  }
};

const auto* const kInstalledServers = testing::AddGlobalTestEnvironment(new InstalledServers);

}  // namespace
}  // namespace pixferry
