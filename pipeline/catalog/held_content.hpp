#pragma once

#include <string>
#include <vector>

#include "pipeline/catalog/statements.hpp"
#include "pipeline/model/file.hpp"

namespace pixferry {

/// Tells each lease whose source declares a hash of bytes that the owner holds already.
void add_held_content(Statements& tx, const std::string& owner, std::vector<FileLease>& leases);

}  // namespace pixferry
