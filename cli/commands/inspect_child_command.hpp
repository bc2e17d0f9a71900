#pragma once

#include "cli/exit_code.hpp"

namespace pixferry {

/// The first word of the command line of an inspecting process. It is no command for people: no
/// help names it, and it is looked at before anything else is read or started.
inline constexpr const char* kInspectChildCommand = "inspect-child";

/// `pixferry inspect-child`: looks into images for the worker that started it, locked in, until
/// that hangs up. Returns only where nobody did start it so, and says so on stderr.
ExitCode run_inspect_child_command();

}  // namespace pixferry
