#include "pipeline/queue/local_queue.hpp"

#include "testing/manual_clock.hpp"
#include "testing/work_queue_contract.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

INSTANTIATE_TEST_SUITE_P(Local, WorkQueueContract,
                         testing::Values(WorkQueueCase{"LocalQueue",
                                                       [](const Clock& clock) {
                                                         return std::make_unique<LocalQueue>(clock);
                                                       }}),
                         work_queue_case_name);

TEST(LocalQueue, MeasuresDeadlinesByTheClockItWasGiven) {
  ManualClock clock;
  LocalQueue queue{clock};
  const Context context{.stop = {}, .deadline = clock.steady() + 1h};
  clock.advance(2h);
  EXPECT_FALSE(*queue.pop(context, WorkKind::files));
}

}  // namespace
}  // namespace pixferry
