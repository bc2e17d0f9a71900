#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace pixferry {

struct MetricLabel {
  std::string_view name;
  std::string_view value;
};

/// Writes metrics as Prometheus reads them
/// (https://prometheus.io/docs/instrumenting/exposition_formats/, text format 0.0.4).
class MetricsText {
 public:
  static constexpr std::string_view kContentType = "text/plain; version=0.0.4; charset=utf-8";

  enum class Type { counter, gauge, histogram };

  /// Begins a family; its samples follow before the next one.
  void family(std::string_view name, Type type, std::string_view help);
  /// Of the family begun last; `suffix` is "_bucket", "_sum" and "_count" of a histogram.
  void sample(std::span<const MetricLabel> labels, double value, std::string_view suffix = {});
  /// A family of one gauge without labels.
  void gauge(std::string_view name, double value, std::string_view help);

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::string name_;
};

}  // namespace pixferry
