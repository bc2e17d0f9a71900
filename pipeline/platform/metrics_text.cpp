#include "pipeline/platform/metrics_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace pixferry {
namespace {

std::string_view word(MetricsText::Type type) {
  switch (type) {
    case MetricsText::Type::counter: return "counter";
    case MetricsText::Type::gauge: return "gauge";
    case MetricsText::Type::histogram: return "histogram";
  }
  return "untyped";
}

std::string escaped(std::string_view text, bool is_value) {
  std::string safe;
  for (const char c : text) {
    if (c == '\\') {
      safe += "\\\\";
    } else if (c == '\n') {
      safe += "\\n";
    } else if (c == '"' && is_value) {
      safe += "\\\"";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

}  // namespace

void MetricsText::family(std::string_view name, Type type, std::string_view help) {
  name_ = name;
  fmt::format_to(std::back_inserter(text_), "# HELP {} {}\n# TYPE {} {}\n", name,
                 escaped(help, false), name, word(type));
}

void MetricsText::sample(std::span<const MetricLabel> labels, double value,
                         std::string_view suffix) {
  const auto out = std::back_inserter(text_);
  fmt::format_to(out, "{}{}", name_, suffix);
  char separator = '{';
  for (const auto& label : labels) {
    fmt::format_to(out, "{}{}=\"{}\"", separator, label.name, escaped(label.value, true));
    separator = ',';
  }
  fmt::format_to(out, "{} {}\n", labels.empty() ? "" : "}", number(value));
}

void MetricsText::gauge(std::string_view name, double value, std::string_view help) {
  family(name, Type::gauge, help);
  sample({}, value);
}

}  // namespace pixferry
