#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/platform/metrics_text.hpp"

namespace pixferry {

/// What a family of metrics is called, and what tells its series apart. Values of labels come from
/// lists of ours, never from a client or a provider.
struct MetricFamily {
  static constexpr std::size_t kSeriesMax = 1000;

  std::string_view name;
  std::string_view help;
  std::vector<std::string_view> labels = {};
};

/// Values of a family's labels, in their order.
using LabelValues = std::vector<std::string>;

/// Sums that only grow, one for each combination of labels. Above MetricFamily::kSeriesMax of them
/// the rest is one series, all of whose labels are "other". Thread-safe.
class CounterFamily {
 public:
  explicit CounterFamily(MetricFamily family) : family_(std::move(family)) {}

  void add(LabelValues labels, double amount = 1);
  void write(MetricsText& text) const;

 private:
  const MetricFamily family_;
  mutable std::mutex mutex_;
  std::map<LabelValues, double> sums_;
};

/// How long things took, in seconds, likewise.
class HistogramFamily {
 public:
  explicit HistogramFamily(MetricFamily family) : family_(std::move(family)) {}

  void observe(LabelValues labels, double seconds);
  void write(MetricsText& text) const;

 private:
  struct Series {
    std::vector<std::uint64_t> counts;  ///< of each bound alone, and of what is above the last
    double sum = 0;
  };

  const MetricFamily family_;
  mutable std::mutex mutex_;
  std::map<LabelValues, Series> series_;
};

}  // namespace pixferry
