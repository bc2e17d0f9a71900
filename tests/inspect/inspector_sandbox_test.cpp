#include "pipeline/content/inspect/sanitizer.hpp"
#include "tests/inspect/inspector_fixture.hpp"

namespace pixferry {
namespace {

class InspectorSandbox : public InspectorFixture {
 protected:
  void SetUp() override { open_pool(options(1)); }
};

class RefusedCall : public InspectorFixture, public testing::WithParamInterface<std::string> {};

TEST_P(RefusedCall, DoesNothingAndGivesEperm) {
  open_pool(options(1));
  EXPECT_EQ(answer_to(GetParam()), "EPERM");
  EXPECT_EQ(answer_to("answer still here"), "still here");
}

INSTANTIATE_TEST_SUITE_P(Every, RefusedCall,
                         testing::Values("open", "create", "memory-file", "socket", "socket-pair",
                                         "execute", "fork", "trace", "kill-parent", "stat",
                                         "unlink", "raise-limit"),
                         [](const auto& tested) {
                           auto name = tested.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST_F(InspectorSandbox, TheFileIsClosedBeforeAByteOfItIsRead) {
  EXPECT_EQ(answer_to("descriptors"), "0 1 2 3 ");
}

TEST_F(InspectorSandbox, NothingOfTheEnvironmentIsSeen) {
  EXPECT_EQ(answer_to("environment"), "empty");
}

TEST_F(InspectorSandbox, WhatAProcessMayUseIsLimited) {
  EXPECT_EQ(answer_to("limits"), kIsSanitized ? "infinite 0 7 0 " : "1073741824 0 5 0 ");
}

TEST_F(InspectorSandbox, ThreadsMayRun) {
  EXPECT_EQ(answer_to("thread"), "a thread ran");
}

TEST_F(InspectorSandbox, WithoutAKernelThatFiltersTheRestHoldsAndItIsSaidOnce) {
  int told = 0;
  auto unfiltered = options(2, "unfiltered");
  unfiltered.when_unfiltered = [&] { ++told; };
  open_pool(std::move(unfiltered));
  EXPECT_EQ(answer_to("answer fine"), "fine");
  EXPECT_EQ(answer_to("environment"), "empty");
  EXPECT_EQ(answer_to("descriptors"), "0 1 2 3 ");
  // The filter would refuse to tell: not dumpable, no new rights.
  EXPECT_EQ(answer_to("flags"), "01");
  pool.reset();
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace pixferry
