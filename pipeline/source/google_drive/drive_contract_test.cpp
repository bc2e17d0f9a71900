#include <gtest/gtest.h>

#include "pipeline/source/google_drive/drive_provider.hpp"
#include "testing/fake_drive.hpp"
#include "testing/source_provider_contract.hpp"

namespace pixferry {
namespace {

class SharedFakeDrive final : public SharedSource {
 public:
  SourceProvider& provider() override { return provider_; }
  FolderRef share(const SharedFolder& folder) override { return drive_.share(folder); }
  void set_page_entries_max(int entries_max) override { drive_.set_page_entries_max(entries_max); }
  void forget_page_tokens() override { drive_.forget_page_tokens(); }
  void fall_silent() override { drive_.fall_silent(); }
  bool has_resource_keys() const override { return true; }

 private:
  FakeDrive drive_;
  SystemClock clock_;
  Limits limits_;
  HttpClient http_{{{drive_.origin()}, {}}, clock_, limits_};
  GoogleDrive provider_{
      http_, {drive_.origin(), Secret{std::string{FakeDrive::kApiKey}}}, clock_, limits_};
};

INSTANTIATE_TEST_SUITE_P(GoogleDrive, SourceProviderContract,
                         testing::Values(SourceUnderTest{
                             "FakeDrive", [] { return std::make_unique<SharedFakeDrive>(); }}),
                         source_name);

}  // namespace
}  // namespace pixferry
