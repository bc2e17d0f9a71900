#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry demo`: imports a made-up Google Drive folder through the production code, reads every
/// object back, holds the result against what the folder holds, and goes on serving it. Its photos
/// stay apart from real ones, in DATA_DIR/demo.
ExitCode run_demo_command(const Invocation& invocation, const DemoCommand& command);

}  // namespace pixferry
