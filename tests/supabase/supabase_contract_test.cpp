#include "testing/object_lister_contract.hpp"
#include "testing/object_store_contract.hpp"
#include "tests/supabase/supabase_fixture.hpp"

namespace pixferry {
namespace {

ObjectStoreCase with(std::string name, simulator::SupabaseOptions options) {
  return {std::move(name), [options] {
            auto rig = std::make_shared<SupabaseRig>(options);
            return std::shared_ptr<ObjectStore>{rig, &rig->store()};
          }};
}

INSTANTIATE_TEST_SUITE_P(
    Supabase, ObjectStoreContract,
    testing::Values(with("PublicBucket", {.buckets = {{.is_public = true}}}),
                    with("PrivateBucket", {.buckets = {{.is_public = false}}}),
                    with("KeyInBothHeaders",
                         {.buckets = {{}}, .opaque_keys = simulator::OpaqueKeys::in_both_headers})),
    object_store_case_name);

ObjectListerCase listed(std::string name, simulator::SupabaseOptions options) {
  return {std::move(name), [options = std::move(options)] {
            auto rig = std::make_shared<SupabaseRig>(options);
            return ListedStore{.store = {rig, &rig->store()},
                               .lister = &rig->store(),
                               .put_foreign = [raw = rig.get()](const std::string& key) {
                                 raw->project().buckets().store(
                                     {"images", key},
                                     {.bytes = std::make_shared<const std::string>("foreign")},
                                     SystemClock{}.now());
                               }};
          }};
}

INSTANTIATE_TEST_SUITE_P(
    Supabase, ObjectListerContract,
    testing::Values(
        listed("PublicBucket", {.buckets = {{.is_public = true}}}),
        listed("ByPagesOfThree", {.buckets = {{.is_public = false}}, .page_objects_max = 3}),
        listed("KeyInBothHeaders", {.buckets = {{}},
                                    .opaque_keys = simulator::OpaqueKeys::in_both_headers,
                                    .page_objects_max = 1})),
    object_lister_case_name);

}  // namespace
}  // namespace pixferry
