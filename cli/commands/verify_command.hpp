#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry verify`: reads every object back and holds it against the catalog. Reads only, so it
/// works beside a running `serve`. Names each bad object on stdout; interrupted, it says how to go
/// on.
ExitCode run_verify_command(const Invocation& invocation, const VerifyCommand& command);

}  // namespace pixferry
