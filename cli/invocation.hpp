#pragma once

#include "cli/command_line.hpp"
#include "cli/environment.hpp"
#include "cli/exit_code.hpp"
#include "cli/signals.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// What a command is given: the options, the configuration in force and the signals.
struct Invocation {
  const GlobalOptions& options;
  const Environment& environment;
  const LoadedConfig& loaded;
  const Signals& signals;
};

/// Writes what went wrong to stderr; the message names the cure.
ExitCode complain(const Error& error);

/// One line for people, on stderr; nothing with --quiet or --json.
void say(const Invocation& invocation, std::string_view line);

}  // namespace pixferry
