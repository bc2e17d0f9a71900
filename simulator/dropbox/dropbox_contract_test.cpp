#include "simulator/dropbox/dropbox_fixture.hpp"
#include "testing/source_provider_contract.hpp"

namespace pixferry {
namespace {

using simulator::DropboxLink;
using simulator::DropboxRig;
using Access = DropboxLink::Access;

/// Our provider before the simulated Dropbox, in one form of its links and with one kind of
/// credentials.
class KnownDropbox final : public KnownSource {
 public:
  KnownDropbox(DropboxLink::Form form, DropboxConfig (*credentials)(DropboxRig&))
      : form_(form), provider_(rig_.provider(credentials(rig_))) {}

  SourceProvider& provider() override { return *provider_; }
  KnownFolder tree() override { return known(simulator::kDemoFolder, Access::open); }
  FolderRef empty_folder() override { return known(simulator::kEmptyFolder, Access::open).folder; }
  FolderRef private_folder() override {
    return known(simulator::kDemoFolder, Access::revoked).folder;
  }
  std::optional<KnownFolder> keyed_tree() override {
    return known(simulator::kDemoFolder, Access::locked);
  }
  std::optional<KnownFolder> single_file() override {
    const auto file = *rig_.tree().find(simulator::kSinglePhoto);
    const auto digests = rig_.simulator().tree().digests(file.entry);
    return KnownFolder{rig_.folder(link_to(simulator::kSinglePhoto, Access::open)),
                       {{file.id(), file.name, digests->sha256}}};
  }
  Link link() override { return rig_.link(link_to(simulator::kDemoFolder, Access::open)); }
  void lose(SourceFile& file) override {
    auto place = *DropboxPlace::read(file.resource_key);
    file.resource_key = place.below("never there").text();
  }
  bool fall_silent() override {
    rig_.stage("get:stall=always,list:stall=always,download:stall=always");
    return true;
  }

 private:
  DropboxLink link_to(std::string_view entry_id, Access access) const {
    return {.entry_id = std::string{entry_id}, .form = form_, .access = access};
  }

  KnownFolder known(std::string_view entry_id, Access access) {
    const std::string id{entry_id};
    const auto password =
        access == Access::locked ? std::string{DropboxLink::kPassword} : std::string{};
    KnownFolder folder{rig_.folder(link_to(id, access), password), {}};
    for (const auto& file : rig_.tree().expected(id)) {
      folder.files.push_back({file.id, file.name, file.sha256});
    }
    return folder;
  }

  DropboxLink::Form form_;
  DropboxRig rig_{DropboxRig::small()};
  std::unique_ptr<pixferry::Dropbox> provider_;
};

template <DropboxLink::Form Form>
SourceUnderTest with(std::string name, DropboxConfig (*credentials)(DropboxRig&)) {
  return {std::move(name),
          [credentials] { return std::make_unique<KnownDropbox>(Form, credentials); }};
}

INSTANTIATE_TEST_SUITE_P(
    Dropbox, SourceProviderContract,
    testing::Values(
        with<DropboxLink::Form::today>("AccessToken",
                                       [](DropboxRig&) { return DropboxRig::with_token(); }),
        with<DropboxLink::Form::old>("RefreshToken",
                                     [](DropboxRig& rig) { return rig.with_renewal(); }),
        with<DropboxLink::Form::today>("AppAlone", [](DropboxRig& rig) { return rig.with_app(); })),
    source_name);

}  // namespace
}  // namespace pixferry
