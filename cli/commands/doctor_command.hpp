#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry doctor`: looks at everything that an import needs, one thing after the other, and
/// names the cure of what is not as it should be.
ExitCode run_doctor_command(const Invocation& invocation);

}  // namespace pixferry
