#include "testing/image_inspector_contract.hpp"
#include "testing/fake_inspector.hpp"

namespace pixferry {
namespace {

INSTANTIATE_TEST_SUITE_P(Fake, ImageInspectorContract,
                         testing::Values(ImageInspectorCase{
                             "FakeInspector",
                             [](const Clock&) { return std::make_unique<FakeInspector>(); }}),
                         image_inspector_case_name);

}  // namespace
}  // namespace pixferry
