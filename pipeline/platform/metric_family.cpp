#include "pipeline/platform/metric_family.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace pixferry {
namespace {

/// In seconds: from a commit on a fast disk to a large file over a slow line.
constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                             0.5,   1.0,    2.5,   5.0,  10.0,  30.0, 60.0};

/// The series of these labels, a new one where there is room for it.
template <class Series>
Series& series_of(std::map<LabelValues, Series>& all, LabelValues labels) {
  if (all.size() >= MetricFamily::kSeriesMax && !all.contains(labels)) {
    std::ranges::fill(labels, "other");
  }
  return all[std::move(labels)];
}

std::vector<MetricLabel> labels_of(const MetricFamily& family, const LabelValues& values) {
  std::vector<MetricLabel> labels;
  for (std::size_t i = 0; i < std::min(family.labels.size(), values.size()); ++i) {
    labels.push_back({family.labels[i], values[i]});
  }
  return labels;
}

}  // namespace

void CounterFamily::add(LabelValues labels, double amount) {
  const std::lock_guard lock{mutex_};
  series_of(sums_, std::move(labels)) += amount;
}

void CounterFamily::write(MetricsText& text) const {
  const std::lock_guard lock{mutex_};
  text.family(family_.name, MetricsText::Type::counter, family_.help);
  for (const auto& [values, sum] : sums_) text.sample(labels_of(family_, values), sum);
}

void HistogramFamily::observe(LabelValues labels, double seconds) {
  const auto bound = std::ranges::lower_bound(kBounds, seconds) - kBounds.begin();
  const std::lock_guard lock{mutex_};
  auto& series = series_of(series_, std::move(labels));
  series.counts.resize(kBounds.size() + 1);
  ++series.counts[static_cast<std::size_t>(bound)];
  series.sum += seconds;
}

void HistogramFamily::write(MetricsText& text) const {
  const std::lock_guard lock{mutex_};
  text.family(family_.name, MetricsText::Type::histogram, family_.help);
  for (const auto& [values, series] : series_) {
    const auto labels = labels_of(family_, values);
    double count = 0;
    for (std::size_t i = 0; i <= kBounds.size(); ++i) {
      count += static_cast<double>(series.counts[i]);
      const auto bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : std::string{"+Inf"};
      auto with_bound = labels;
      with_bound.push_back({"le", bound});
      text.sample(with_bound, count, "_bucket");
    }
    text.sample(labels, series.sum, "_sum");
    text.sample(labels, count, "_count");
  }
}

}  // namespace pixferry
