#pragma once

#include <cstdint>
#include <optional>

#include "pipeline/model/digest.hpp"

namespace pixferry {

/// Dropbox hashes the SHA-256 of each block of so many bytes:
/// https://www.dropbox.com/developers/reference/content-hash
inline constexpr std::int64_t kDropboxBlockBytes = 4 << 20;

/// Dropbox's content_hash of bytes whose SHA-256 is known. Nothing for more than one block: there
/// it does not follow. Nothing for no bytes either: those have no block.
std::optional<Sha256> single_block_dropbox_hash(const Sha256& sha256, std::int64_t size_bytes);

}  // namespace pixferry
