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

}  // namespace
}  // namespace pixferry
