#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "pipeline/catalog/statements.hpp"

namespace pixferry {

/// Bytes of an owner: (owner, SHA-256 in hexadecimal).
using BlobId = std::pair<std::string, std::string>;
using BlobIds = std::set<BlobId>;

/// Ids of blobs as the bulk parameter of the statements that take them.
std::string json_of_blobs(const BlobIds& blobs);

/// Holds the rows of those blobs until the transaction ends, against everybody who gives them an
/// image or takes one away.
void lock_blobs(Statements& tx, const BlobIds& blobs);

/// Images have given those blobs up: notes which of them no image shows any more, and since when.
void note_lost_images(Statements& tx, const BlobIds& blobs, std::int64_t now_ms);

}  // namespace pixferry
