#pragma once

#include <optional>

#include "cli/command_line.hpp"
#include "cli/environment.hpp"
#include "cli/server_client.hpp"

namespace pixferry {

/// The server that the command is for: named by --server or PIXFERRY_SERVER, with the key in
/// --api-key, PIXFERRY_API_KEY or the file of PIXFERRY_API_KEY_FILE. Nothing where none is named.
/// Error: `invalid_configuration`, a URL that is none or a file that cannot be read.
Result<std::optional<ServerAccess>> server_access(const GlobalOptions& options,
                                                  const Environment& environment);

}  // namespace pixferry
