#include "tools/test_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <iterator>

namespace pixferry {
namespace {

namespace bj = boost::json;

bool is_text(const bj::object& object, std::string_view key, std::string_view expected) {
  const auto* value = object.if_contains(bj::string_view{key.data(), key.size()});
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text != nullptr && std::string_view{text->data(), text->size()} == expected;
}

const bj::array* list_in(const bj::value& value, std::string_view key) {
  const auto* object = value.if_object();
  const auto* found =
      object == nullptr ? nullptr : object->if_contains(bj::string_view{key.data(), key.size()});
  return found == nullptr ? nullptr : found->if_array();
}

void count(const bj::value& test, TestCounts& counts) {
  const auto* object = test.if_object();
  if (object == nullptr) return;
  if (object->contains("failures")) {
    ++counts.failed;
  } else if (is_text(*object, "status", "RUN") && is_text(*object, "result", "COMPLETED")) {
    ++counts.passed;
  } else {
    ++counts.skipped;
  }
}

TestCounts sum(const std::vector<ProgramRun>& programs) {
  TestCounts total;
  for (const auto& program : programs) {
    const auto counts = counted(program);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  return total;
}

std::string remark(const ProgramRun& program) {
  if (!program.counts) return "  ended without results";
  const bool is_hidden = program.exited_with_failure && program.counts->failed == 0;
  return is_hidden ? "  failed after its tests had passed" : "";
}

}  // namespace

std::optional<TestCounts> counts_in(std::string_view json) {
  bj::error_code failure;
  const auto root = bj::parse(bj::string_view{json.data(), json.size()}, failure);
  const auto* suites = failure ? nullptr : list_in(root, "testsuites");
  if (suites == nullptr) return std::nullopt;
  TestCounts counts;
  for (const auto& suite : *suites) {
    const auto* tests = list_in(suite, "testsuite");
    if (tests == nullptr) return std::nullopt;
    for (const auto& test : *tests) count(test, counts);
  }
  return counts;
}

std::set<std::string> failed_programs(std::string_view list) {
  std::set<std::string> names;
  while (!list.empty()) {
    const auto end = std::min(list.find('\n'), list.size());
    const auto line = list.substr(0, end);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) names.emplace(line.substr(colon + 1));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return names;
}

TestCounts counted(const ProgramRun& program) {
  auto counts = program.counts.value_or(TestCounts{});
  const bool is_unexplained = program.exited_with_failure && counts.failed == 0;
  if (!program.counts || is_unexplained) ++counts.failed;
  return counts;
}

std::string test_report(const std::vector<ProgramRun>& programs) {
  std::size_t width = 7;
  for (const auto& program : programs) width = std::max(width, program.name.size());
  std::string text = fmt::format("{:<{}}  passed  failed  skipped\n", "program", width);
  for (const auto& program : programs) {
    const auto counts = counted(program);
    fmt::format_to(std::back_inserter(text), "{:<{}}  {:>6}  {:>6}  {:>7}{}\n", program.name, width,
                   counts.passed, counts.failed, counts.skipped, remark(program));
  }
  const auto total = sum(programs);
  fmt::format_to(std::back_inserter(text), "{} passed, {} failed", total.passed, total.failed);
  if (total.skipped > 0) {
    fmt::format_to(std::back_inserter(text), ", {} skipped", total.skipped);
  }
  return text + "\n";
}

bool is_success(const std::vector<ProgramRun>& programs) {
  const auto total = sum(programs);
  return total.failed == 0 && total.passed > 0;
}

}  // namespace pixferry
