#include "simulator/object_storage/s3_fixture.hpp"
#include "testing/object_lister_contract.hpp"
#include "testing/object_store_contract.hpp"

namespace pixferry {
namespace {

using simulator::S3LookAlikeOptions;
using simulator::S3Rig;

/// The bucket's name in front of the host, as in "images.localhost:9000".
void use_virtual_host(S3Config& config) {
  config.virtual_host = true;
  config.endpoint.replace(config.endpoint.find("127.0.0.1"), 9, "localhost");
}

template <class Change>
ObjectStoreCase with(std::string name, S3LookAlikeOptions options, Change change) {
  return {std::move(name), [options = std::move(options), change] {
            auto rig = std::make_shared<S3Rig>(options, "", change);
            return std::shared_ptr<ObjectStore>{rig, rig->store.get()};
          }};
}

ObjectStoreCase with(std::string name, S3LookAlikeOptions options) {
  return with(std::move(name), std::move(options), [](S3Config&) {});
}

INSTANTIATE_TEST_SUITE_P(
    S3, ObjectStoreContract,
    testing::Values(with("Amazon", {.base_path = ""}),
                    with("AmazonByVirtualHost", {.base_path = ""}, use_virtual_host),
                    with("Supabase", {.base_path = "/storage/v1/s3", .keeps_checksums = false}),
                    with("GoogleCloudStorage", {.base_path = "", .removes_many = false}),
                    with("WithASessionToken", {.account = {.session_token = "for an hour"}})),
    object_store_case_name);

ObjectListerCase listed(std::string name, S3LookAlikeOptions options) {
  return {std::move(name), [options = std::move(options)] {
            auto rig = std::make_shared<S3Rig>(options);
            return ListedStore{.store = {rig, rig->store.get()},
                               .lister = rig->store.get(),
                               .put_foreign = [raw = rig.get()](const std::string& key) {
                                 raw->service.objects().put(
                                     key,
                                     {.bytes = std::make_shared<const std::string>("foreign")});
                               }};
          }};
}

INSTANTIATE_TEST_SUITE_P(
    S3, ObjectListerContract,
    testing::Values(listed("Amazon", {.base_path = ""}),
                    listed("ByPagesOfThree", {.base_path = "", .page_keys_max = 3}),
                    listed("Supabase", {.base_path = "/storage/v1/s3", .page_keys_max = 1}),
                    listed("GoogleCloudStorage", {.base_path = "", .removes_many = false})),
    object_lister_case_name);

}  // namespace
}  // namespace pixferry
