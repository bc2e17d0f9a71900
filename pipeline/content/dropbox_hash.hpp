#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "pipeline/content/running_digest.hpp"
#include "pipeline/model/digest.hpp"

namespace pixferry {

/// Dropbox's content_hash over bytes as they come: the SHA-256 of the SHA-256 of each block of
/// 4 MiB, the last of which may be shorter. So of a file that fits into one block it is the SHA-256
/// of its SHA-256, and of an empty one that of nothing. Not thread-safe.
/// https://www.dropbox.com/developers/reference/content-hash
class DropboxHash {
 public:
  static constexpr std::size_t kBlockBytes = 4u << 20;

  void update(std::span<const std::byte> bytes);
  /// Forgets everything that was added.
  void restart();
  /// The hash of what was added; restart() before more is.
  Sha256 finish();

 private:
  void end_block();

  RunningDigest block_{RunningDigest::Algorithm::sha256};
  RunningDigest blocks_{RunningDigest::Algorithm::sha256};
  std::size_t block_bytes_ = 0;
};

}  // namespace pixferry
