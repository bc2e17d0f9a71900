#include "pipeline/platform/metrics.hpp"

#include <gmock/gmock.h>

#include "testing/manual_clock.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

template <class Family>
std::string text_of(const Family& family) {
  MetricsText text;
  family.write(text);
  return text.take();
}

TEST(MetricsText, HasHelpAndTypeBeforeTheSamplesOfAFamily) {
  CounterFamily files{{"files_total", "Files.", {"source", "outcome"}}};
  files.add({"dropbox", "imported"});
  files.add({"dropbox", "imported"}, 2);
  files.add({"google_drive", "failed"}, 0.5);
  EXPECT_EQ(text_of(files),
            "# HELP files_total Files.\n"
            "# TYPE files_total counter\n"
            "files_total{source=\"dropbox\",outcome=\"imported\"} 3\n"
            "files_total{source=\"google_drive\",outcome=\"failed\"} 0.5\n");
}

TEST(MetricsText, EscapesWhatWouldEndALineOrAValue) {
  CounterFamily odd{{"odd", "A \\ and\na line, \"quoted\".", {"label"}}};
  odd.add({"a\"b\\c\nd"});
  EXPECT_EQ(text_of(odd),
            "# HELP odd A \\\\ and\\na line, \"quoted\".\n"
            "# TYPE odd counter\n"
            "odd{label=\"a\\\"b\\\\c\\nd\"} 1\n");
}

TEST(MetricsText, WritesNumbersThatAreNone) {
  MetricsText text;
  text.gauge("a", std::numeric_limits<double>::infinity(), "A.");
  text.gauge("b", -std::numeric_limits<double>::infinity(), "B.");
  text.gauge("c", std::numeric_limits<double>::quiet_NaN(), "C.");
  const auto written = text.take();
  EXPECT_THAT(written, HasSubstr("\na +Inf\n"));
  EXPECT_THAT(written, HasSubstr("\nb -Inf\n"));
  EXPECT_THAT(written, HasSubstr("\nc NaN\n"));
}

TEST(Histogram, CountsEachDurationInAllBucketsThatHoldIt) {
  HistogramFamily durations{{"took_seconds", "Took.", {"stage"}}};
  durations.observe({"list"}, 0.001);
  durations.observe({"list"}, 0.2);
  durations.observe({"list"}, 1000);
  const auto text = text_of(durations);
  EXPECT_THAT(text, StartsWith("# HELP took_seconds Took.\n# TYPE took_seconds histogram\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{stage=\"list\",le=\"0.001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{stage=\"list\",le=\"0.1\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{stage=\"list\",le=\"0.25\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{stage=\"list\",le=\"60\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{stage=\"list\",le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_sum{stage=\"list\"} 1000.201\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_count{stage=\"list\"} 3\n"));
}

TEST(MetricFamily, KeepsABoundedNumberOfSeries) {
  CounterFamily many{{"many", "Many.", {"label"}}};
  for (std::size_t i = 0; i < MetricFamily::kSeriesMax + 5; ++i) many.add({std::to_string(i)});
  many.add({"1"});
  const auto text = text_of(many);
  EXPECT_THAT(text, HasSubstr("many{label=\"1\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("many{label=\"other\"} 5\n"));
  EXPECT_THAT(text, Not(HasSubstr("many{label=\"1000\"}")));
}

TEST(Metrics, MeasureAStageByTheirClock) {
  ManualClock clock;
  Metrics metrics{clock};
  {
    const StageTimer timer{&metrics, "upload"};
    clock.advance(std::chrono::milliseconds{1500});
  }
  { const StageTimer nothing{nullptr, "upload"}; }
  const auto text = text_of(metrics);
  EXPECT_THAT(text, HasSubstr("pixferry_stage_duration_seconds_sum{stage=\"upload\"} 1.5\n"));
  EXPECT_THAT(text, HasSubstr("pixferry_stage_duration_seconds_count{stage=\"upload\"} 1\n"));
}

}  // namespace
}  // namespace pixferry
