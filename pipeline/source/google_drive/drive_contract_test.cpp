#include "pipeline/source/google_drive/drive_provider.hpp"
#include "testing/fake_drive.hpp"
#include "testing/source_provider_contract.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

std::string every_byte() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  return bytes;
}

SharedFolder holiday() {
  SharedFolder folder{.name = "Été & 夏 <2024>"};
  for (const auto* name : {"a.jpg", "a.jpg", "../../etc/passwd", "a/b\\c.jpg", "<b>x</b>.png",
                           "☃ é 📷", "quote\"'`$(x);--", ".", "   ", "line\nbreak"}) {
    folder.files.push_back({name, std::string{"the bytes of "} + name});
  }
  folder.folders = {
      {.name = "Sub",
       .files = {{"empty.jpg", ""}, {"every byte.png", every_byte()}},
       .folders = {{.name = "Sub", .files = {{"large.heic", std::string(300'000, '\xff')}}}}},
      {.name = "Sub"}};
  return folder;
}

class KnownFakeDrive final : public KnownSource {
 public:
  SourceProvider& provider() override { return provider_; }
  KnownFolder tree() override { return drive_.share(holiday()); }
  std::optional<KnownFolder> single_file() override {
    auto known = drive_.share({.name = "All", .files = {{"é.jpg", "its bytes"}}});
    known.folder.id = known.files.front().id;
    return known;
  }
  FolderRef empty_folder() override { return drive_.share({.name = "Empty"}).folder; }
  FolderRef private_folder() override {
    return drive_.share({.name = "Mine", .files = {{"a.jpg", "A"}}, .is_private = true}).folder;
  }
  std::optional<KnownFolder> keyed_tree() override {
    return drive_.share({.name = "Old",
                         .files = {{"a.jpg", "A"}},
                         .folders = {{.name = "Sub", .files = {{"b.jpg", "B"}}}},
                         .needs_resource_key = true});
  }
  bool fall_silent() override {
    drive_.fall_silent();
    return true;
  }

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
                             "FakeDrive", [] { return std::make_unique<KnownFakeDrive>(); }}),
                         source_name);

}  // namespace
}  // namespace pixferry
