#pragma once

#include "cli/command_line.hpp"
#include "cli/exit_code.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// Shows a page of the gallery; with --json an object a line, named as in the API.
ExitCode run_images_command(const Invocation& invocation, const ImagesCommand& command);

}  // namespace pixferry
