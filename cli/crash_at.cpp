#include "cli/crash_at.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "pipeline/platform/crash_point.hpp"

namespace pixferry {

Result<> arm_crash_at(const Environment& environment) {
  const auto found = environment.find("CRASH_AT");
  if (found == environment.end() || found->second.empty()) return {};
  const std::string_view text = found->second;
  const auto colon = std::min(text.find(':'), text.size());
  const auto number = text.substr(std::min(colon + 1, text.size()));
  int passing = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), passing);
  const bool is_whole = error == std::errc{} && end == number.data() + number.size();
  auto armed = arm_crash_point(text.substr(0, colon), is_whole ? passing : 0);
  if (armed) return {};
  return Error{armed.error().code, "CRASH_AT is written NAME:N, and " + armed.error().message};
}

}  // namespace pixferry
