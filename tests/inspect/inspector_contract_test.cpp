#include "pipeline/content/inspect/inspector_pool.hpp"
#include "testing/image_inspector_contract.hpp"

namespace pixferry {
namespace {

/// Our own program looks, as it does in earnest.
std::unique_ptr<ImageInspector> open_pool(const Clock& clock) {
  auto pool =
      InspectorPool::open(clock, {.command = {PIXFERRY_BINARY, {"inspect-child"}},
                                  .children = 2,
                                  .settings = {.pixels_max = 100'000'000, .keep_gps = false}});
  EXPECT_TRUE(pool);
  return pool ? *std::move(pool) : nullptr;
}

INSTANTIATE_TEST_SUITE_P(Pool, ImageInspectorContract,
                         testing::Values(ImageInspectorCase{"InspectorPool", open_pool}),
                         image_inspector_case_name);

}  // namespace
}  // namespace pixferry
