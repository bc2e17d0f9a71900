#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry config`: every setting and where it comes from, secrets masked; with --example the
/// text of `.env.example`.
ExitCode run_config_command(const Invocation& invocation, const ConfigCommand& command);

}  // namespace pixferry
