#include "tests/fleet/fleet_stores.hpp"

namespace pixferry {
namespace {

INSTANTIATE_TEST_SUITE_P(Simulated, FleetStores,
                         testing::Values(simulated_s3(), simulated_supabase(), shared_folder()),
                         bucket_name);

}  // namespace
}  // namespace pixferry
