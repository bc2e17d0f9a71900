#pragma once

#include <optional>

#include "pipeline/source/google_drive/drive_answer.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// How a file ends without a download, if the listing already shows that it must: a Google document
/// has no bytes, a declared type that is clearly no image is not fetched, nor what its owner keeps
/// viewers from downloading. A missing, generic or unknown type proves nothing.
std::optional<ListedFile::Ended> end_at_listing(const DriveItem& item);

}  // namespace pixferry
