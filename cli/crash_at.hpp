#pragma once

#include "cli/environment.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// Obeys CRASH_AT=NAME:N, by which the crash tests let a process die the N-th time it passes the
/// crash point of that name. Not a setting: only the environment has it, and no `.env`. Error:
/// `invalid_configuration`, listing the names.
Result<> arm_crash_at(const Environment& environment);

}  // namespace pixferry
