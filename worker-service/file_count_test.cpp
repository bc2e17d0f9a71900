#include "worker-service/file_count.hpp"

#include <gmock/gmock.h>

#include "testing/manual_clock.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(FileCount, IsBySourceOutcomeAndReason) {
  ManualClock clock;
  Metrics metrics{clock};
  FileLease lease;
  lease.source = SourceKind::dropbox;
  Imported fetched;
  fetched.blob.size_bytes = 1000;
  Imported held = fetched;
  held.was_held = true;
  for (const Outcome& outcome :
       {Outcome{fetched}, Outcome{held}, Outcome{Skipped{ErrorCode::unsupported_type, "A text."}},
        Outcome{Failed{ErrorCode::source_gone, "canary"}},
        Outcome{Postponed{.cause = ErrorCode::network, .detail = "canary"}}}) {
    count_file(metrics, {lease, outcome});
  }
  MetricsText written;
  metrics.write(written);
  const auto text = written.take();
  const std::string files = "pixferry_files_total{source=\"dropbox\",outcome=\"";
  EXPECT_THAT(text, HasSubstr(files + "imported\",reason=\"\"} 2\n"));
  EXPECT_THAT(text, HasSubstr(files + "skipped\",reason=\"unsupported_type\"} 1\n"));
  EXPECT_THAT(text, HasSubstr(files + "failed\",reason=\"source_gone\"} 1\n"));
  EXPECT_THAT(text, HasSubstr(files + "postponed\",reason=\"network\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("pixferry_bytes_total{source=\"dropbox\",direction=\"out\"} 1000\n"));
  EXPECT_THAT(text, Not(HasSubstr("canary")));
}

}  // namespace
}  // namespace pixferry
