#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "simulator/drive_tree/well_known.hpp"
#include "testing/private_network.hpp"
#include "tests/ssrf/canary.hpp"
#include "tests/ssrf/redirecting_drive.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;

constexpr std::uint16_t kHttps = 443;

/// A network whose names lie, in which every IPv4 address is answered by the canary.
class LyingNames : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto missing = PrivateNetwork::what_is_missing(); !missing.empty()) {
      GTEST_SKIP() << missing;
    }
  }

  void enter_network(const std::string& hosts) {
    network_.emplace("127.0.0.1 localhost\n" + hosts);
    network_->run_inside([&] { canary_.emplace(Canary::everywhere(kHttps)); });
  }

  /// Starts an import of the demo folder, by the address of Google that is built in unless another
  /// is set.
  std::unique_ptr<ChildProcess> start_import(std::map<std::string, std::string> settings = {}) {
    settings.insert({{"DATA_DIR", directory_ / "data"},
                     {"GOOGLE_API_KEY", "a-key"},
                     {"BACKOFF", "10ms"},
                     {"SETTLE", "100ms"},
                     {"MAX_ATTEMPTS", "2"}});
    const auto link =
        "https://drive.google.com/drive/folders/" + std::string{simulator::kDemoFolder};
    return std::make_unique<ChildProcess>(network_->inside(
        {.program = PIXFERRY_BINARY, .arguments = {"import", link}, .environment = settings}));
  }

  TemporaryDirectory directory_;
  std::optional<PrivateNetwork> network_;
  std::optional<Canary> canary_;
};

TEST_F(LyingNames, ThatLeadToAPublicAddressAreConnectedSoTheCanaryWorks) {
  enter_network("142.250.74.202 www.googleapis.com\n");
  const auto import = start_import();
  EXPECT_TRUE(import->runs_until([&] { return canary_->connections() > 0; }));
}

TEST_F(LyingNames, ThatLeadGooglesApiToAPrivateAddressAreNotConnected) {
  for (const std::string address :
       {"127.0.0.1", "0.0.0.0", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1",
        "192.168.0.1", "::1", "::ffff:127.0.0.1"}) {
    enter_network(address + " www.googleapis.com\n");
    const auto import = start_import();
    EXPECT_EQ(import->wait(), 5) << address << import->output() << import->error_output();
    EXPECT_THAT(import->output(), HasSubstr("not a public one")) << address;
    EXPECT_EQ(canary_->connections(), 0) << address;
  }
}

TEST_F(LyingNames, OfHostsThatDownloadsMayBeRedirectedToAreNotConnected) {
  enter_network(
      "127.0.0.1 storage.googleapis.com\n10.0.0.1 lh3.googleusercontent.com\n"
      "169.254.169.254 doc-0c.googleusercontent.com\n8.8.8.8 evil.example\n");
  std::optional<RedirectingDrive> drive;
  network_->run_inside([&] {
    drive.emplace(std::vector<std::string>{
        "https://storage.googleapis.com/x", "https://lh3.googleusercontent.com/x",
        "https://doc-0c.googleusercontent.com/x", "https://evil.example/x"});
  });
  const auto import = start_import({{"GOOGLE_DRIVE_API_URL", drive->origin()}});
  EXPECT_EQ(import->wait(), 6) << import->output() << import->error_output();
  EXPECT_THAT(import->output(), HasSubstr("failed 4"));
  EXPECT_EQ(canary_->connections(), 0);
}

}  // namespace
}  // namespace pixferry
