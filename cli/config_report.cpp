#include "cli/config_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iterator>

#include "cli/suggestion.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

const ConfigValue& value_of(const LoadedConfig& loaded, const ConfigVariable& variable) {
  static const ConfigValue not_set{"", "default"};
  const auto found = loaded.values.find(variable.name);
  return found == loaded.values.end() ? not_set : found->second;
}

}  // namespace

std::string config_table(const LoadedConfig& loaded) {
  std::size_t name_width = 0;
  std::size_t value_width = 0;
  for (const auto& variable : config_variables()) {
    name_width = std::max(name_width, variable.name.size());
    value_width = std::max(value_width, value_of(loaded, variable).text.size());
  }
  constexpr std::size_t kValueWidthMax = 40;
  value_width = std::min(value_width, kValueWidthMax);
  std::string text;
  for (const auto& variable : config_variables()) {
    const auto& value = value_of(loaded, variable);
    fmt::format_to(std::back_inserter(text), "{:<{}}  {:<{}}  {}\n", variable.name, name_width,
                   value.text.empty() ? "-" : printable(value.text), value_width, value.origin);
  }
  return text;
}

std::string config_json(const LoadedConfig& loaded) {
  namespace bj = boost::json;
  const auto text = [](std::string_view value) {
    return bj::string{bj::string_view{value.data(), value.size()}};
  };
  bj::object variables;
  for (const auto& variable : config_variables()) {
    const auto& value = value_of(loaded, variable);
    variables[text(variable.name)] = bj::object{{"value", text(printable(value.text))},
                                                {"origin", text(value.origin)},
                                                {"purpose", text(variable.purpose)}};
  }
  return bj::serialize(variables);
}

std::vector<std::string> config_warnings(const LoadedConfig& loaded) {
  std::vector<std::string> warnings;
  for (const auto& name : loaded.not_yet_supported) {
    warnings.push_back(fmt::format("{} is set, but this release does not use it yet.", name));
  }
  std::vector<std::string> names;
  for (const auto& variable : config_variables()) names.emplace_back(variable.name);
  for (const auto& name : loaded.unknown) {
    const auto meant = suggestion_for(name, names);
    warnings.push_back(fmt::format("{} in .env means nothing to pixferry{}", printable(name),
                                   meant.empty() ? "." : fmt::format("; did you mean {}?", meant)));
  }
  return warnings;
}

}  // namespace pixferry
