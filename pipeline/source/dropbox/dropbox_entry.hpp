#pragma once

#include "pipeline/source/dropbox/dropbox_answer.hpp"
#include "pipeline/source/dropbox/dropbox_place.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// The entry as a file of an import, at that place. What is clearly no image by its name, has no
/// bytes or may not be downloaded has ended.
ListedFile listed_file(DropboxEntry entry, const DropboxPlace& place);

}  // namespace pixferry
