#include "pipeline/content/single_block_hash.hpp"

#include <span>

#include "pipeline/content/running_digest.hpp"

namespace pixferry {

std::optional<Sha256> single_block_dropbox_hash(const Sha256& sha256, std::int64_t size_bytes) {
  if (size_bytes < 1 || size_bytes > kDropboxBlockBytes) return std::nullopt;
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  digest.update(std::as_bytes(std::span{sha256.bytes}));
  return digest.finish<Sha256>();
}

}  // namespace pixferry
