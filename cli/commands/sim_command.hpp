#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry sim`: a made-up Google Drive on a loopback port, until a signal.
ExitCode run_sim_command(const Invocation& invocation, const SimCommand& command);

}  // namespace pixferry
