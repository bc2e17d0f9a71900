#include "pipeline/content/dropbox_hash.hpp"

#include <algorithm>

namespace pixferry {

void DropboxHash::update(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), kBlockBytes - block_bytes_));
    block_.update(part);
    block_bytes_ += part.size();
    if (block_bytes_ == kBlockBytes) end_block();
    bytes = bytes.subspan(part.size());
  }
}

void DropboxHash::restart() {
  block_.restart();
  blocks_.restart();
  block_bytes_ = 0;
}

Sha256 DropboxHash::finish() {
  if (block_bytes_ > 0) end_block();
  return blocks_.finish<Sha256>();
}

void DropboxHash::end_block() {
  const auto digest = block_.finish<Sha256>();
  blocks_.update(std::as_bytes(std::span{digest.bytes}));
  block_.restart();
  block_bytes_ = 0;
}

}  // namespace pixferry
