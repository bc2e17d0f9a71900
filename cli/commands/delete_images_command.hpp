#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// Deletes images of the catalog; exits with `not_found` where one is not there.
ExitCode run_delete_images_command(const Invocation& invocation,
                                   const DeleteImagesCommand& command);

}  // namespace pixferry
