#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/catalog/statements.hpp"
#include "pipeline/model/ids.hpp"

namespace pixferry {

/// Deletes those images of the owner, corrects the totals, and notes whose bytes no image shows any
/// more. Answers which there were, in the order of their ids.
std::vector<ImageId> delete_images(Statements& tx, const std::string& owner,
                                   std::span<const ImageId> images, std::int64_t now_ms);

}  // namespace pixferry
