#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry version`.
ExitCode run_version_command(const Invocation& invocation);

}  // namespace pixferry
