#pragma once

#include "pipeline/catalog/statements.hpp"

namespace pixferry {

/// Completes migration 4: gives the blobs of a catalog from before it their Dropbox hash, as far as
/// it follows from their SHA-256. SQL alone cannot.
void fill_dropbox_hashes(Statements& tx);

}  // namespace pixferry
