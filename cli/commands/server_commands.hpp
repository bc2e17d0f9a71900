#pragma once

#include <optional>

#include "cli/invocation.hpp"

namespace pixferry {

/// Carries out at a server what is meant for one: import, jobs and images, and what stands below
/// them. Nothing where the command is for this machine. A command that only a server can answer,
/// and one that none can while --server names one, are complained of.
std::optional<ExitCode> run_at_server(const Invocation& invocation, const Command& command);

}  // namespace pixferry
