#pragma once

#include "cli/engine.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry serve`: gateway and worker in one process, until a signal drains it.
ExitCode run_serve_command(const Invocation& invocation, const ServeCommand& command);

/// Says where the gateway listens, waits for a signal, then stops the engine.
ExitCode serve_until_signal(Engine& engine, const Invocation& invocation);

}  // namespace pixferry
