#pragma once

#include "cli/command_line.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// Shows what a link names and what an import of it would meet. Takes no lock and makes nothing.
ExitCode run_preview_command(const Invocation& invocation, const PreviewCommand& command);

}  // namespace pixferry
