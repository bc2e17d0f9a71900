#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// Removes from the store what nothing names any more: the bytes of deleted images, and objects
/// that an import left which died in the wrong moment.
ExitCode run_gc_command(const Invocation& invocation, const GcCommand& command);

}  // namespace pixferry
