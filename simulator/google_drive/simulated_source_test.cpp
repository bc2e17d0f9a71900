#include <gtest/gtest.h>

#include <functional>

#include "pipeline/platform/clock.hpp"
#include "pipeline/source/google_drive/drive_provider.hpp"
#include "pipeline/source/google_drive/public_drive.hpp"
#include "simulator/simulator.hpp"
#include "testing/raw_http_client.hpp"
#include "testing/source_provider_contract.hpp"

namespace pixferry {
namespace {

using simulator::ExpectedFile;

/// Drive as the simulator plays it, odd entries and all.
class SimulatedDrive : public KnownSource {
 public:
  SimulatedDrive() {
    auto started =
        Simulator::start({.photos = 30, .folders = 3, .photo_edge_max = 32, .page_size_max = 7});
    EXPECT_TRUE(started) << started.error().message;
    simulator_ = std::move(*started);
    http_.emplace(HttpPolicy{.trusted_origins = {simulator_->base_url()},
                             .redirect_suffixes = {},
                             .unfollowed_suffixes = {"google.com"}},
                  clock_, limits_);
  }

  KnownFolder tree() override { return known(simulator::kDemoFolder, ""); }
  std::optional<KnownFolder> single_file() override {
    const auto photo = simulator_->tree().find(simulator::kSinglePhoto);
    return KnownFolder{{SourceKind::google_drive, photo->id, ""},
                       {{photo->id, photo->name, simulator_->tree().digests(*photo)->sha256}}};
  }
  FolderRef empty_folder() override {
    return {SourceKind::google_drive, std::string{simulator::kEmptyFolder}, ""};
  }
  FolderRef private_folder() override {
    return {SourceKind::google_drive, std::string{simulator::kPrivateFolder}, ""};
  }
  std::optional<KnownFolder> keyed_tree() override {
    return known(simulator::kKeyedFolder, simulator::kKeyedFolderKey);
  }
  bool fall_silent() override {
    const auto url = simulator_->base_url();
    RawHttpClient client{static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)))};
    const std::string plan = "list:stall=always,download:stall=always";
    return client
               .exchange("PUT /sim/faults HTTP/1.1\r\nHost: sim\r\nContent-Length: " +
                         std::to_string(plan.size()) + "\r\n\r\n" + plan)
               .status == 200;
  }

 protected:
  virtual bool is_listed(const ExpectedFile&) const { return true; }

  KnownFolder known(std::string_view folder, std::string_view key) const {
    KnownFolder known{{SourceKind::google_drive, std::string{folder}, std::string{key}}, {}};
    for (const auto& file : simulator_->tree().expected(folder)) {
      if (is_listed(file)) known.files.push_back({file.id, file.name, file.sha256});
    }
    return known;
  }

  SystemClock clock_;
  Limits limits_;
  std::unique_ptr<Simulator> simulator_;
  std::optional<HttpClient> http_;
};

class WithKey final : public SimulatedDrive {
 public:
  SourceProvider& provider() override { return provider_; }

 private:
  GoogleDrive provider_{*http_, {simulator_->base_url(), Secret{"any-key"}}, clock_, limits_};
};

class WithoutKey final : public SimulatedDrive {
 public:
  SourceProvider& provider() override { return provider_; }
  bool has_pages() const override { return false; }
  bool knows_revisions() const override { return false; }

 private:
  /// A public page does not show where a shortcut leads nowhere.
  bool is_listed(const ExpectedFile& file) const override {
    return file.reason != ErrorCode::broken_shortcut;
  }

  PublicDrive provider_{*http_, {simulator_->base_url(), simulator_->base_url()}, clock_, limits_};
};

INSTANTIATE_TEST_SUITE_P(
    SimulatedDrive, SourceProviderContract,
    testing::Values(SourceUnderTest{"WithKey", [] { return std::make_unique<WithKey>(); }},
                    SourceUnderTest{"WithoutKey", [] { return std::make_unique<WithoutKey>(); }}),
    source_name);

}  // namespace
}  // namespace pixferry
