#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/catalog/gallery.hpp"
#include "simulator/drive_tree/drive_tree.hpp"

namespace pixferry {

/// Holds a gallery against what an import of a made-up folder must have left in it: every image
/// once, with the bytes of its original, and nothing else. Answers the differences, in words.
Result<std::vector<std::string>> compare_import(Gallery& gallery,
                                                std::span<const simulator::ExpectedFile> expected);

}  // namespace pixferry
