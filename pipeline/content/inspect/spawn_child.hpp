#pragma once

#include <sys/types.h>

#include "pipeline/content/inspect/inspector_options.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// Starts the program with that socket as kInspectSocket, /dev/null below it, no other descriptor,
/// an empty environment, no signal blocked, in a process group of its own. The caller reaps it.
/// Errors: `inspector_unavailable`.
Result<pid_t> spawn_child(const InspectorCommand& command, int socket);

}  // namespace pixferry
