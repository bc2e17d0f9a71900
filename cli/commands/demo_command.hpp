#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry demo`: imports a made-up Google Drive folder and a Dropbox folder side by side through
/// the production code, reads every object back, holds the result against what the folders hold,
/// and goes on serving it. Its photos stay apart from real ones, in DATA_DIR/demo.
ExitCode run_demo_command(const Invocation& invocation, const DemoCommand& command);

}  // namespace pixferry
