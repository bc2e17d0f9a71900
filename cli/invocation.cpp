#include "cli/invocation.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace pixferry {

ExitCode complain(const Error& error) {
  fmt::print(stderr, "pixferry: {}\n", error.message);
  return exit_code_for(error.code);
}

void say(const Invocation& invocation, std::string_view line) {
  if (invocation.options.quiet || invocation.options.json) return;
  fmt::print(stderr, "{}\n", line);
}

}  // namespace pixferry
