#pragma once

#include "cli/commands/server_visit.hpp"

namespace pixferry {

/// The images of a server.
ExitCode list_images_at_server(ServerVisit& visit, const ImagesCommand& command);
ExitCode show_image_at_server(ServerVisit& visit, const ImageShowCommand& command);

/// Writes the original of an image to a file, which appears when it is whole and replaces none, or
/// to standard output. The bytes are held against the hash that the server tells.
ExitCode download_image_from_server(ServerVisit& visit, const ImageDownloadCommand& command);

}  // namespace pixferry
