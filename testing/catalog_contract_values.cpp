#include <fmt/format.h>

#include <functional>

#include "testing/catalog_contract.hpp"

namespace pixferry {

SourceFile source_file(const std::string& id) {
  return {.id = id,
          .name = id + ".jpg",
          .path = "folder/" + id + ".jpg",
          .mime_type = "image/jpeg",
          .revision = "1",
          .resource_key = "key-" + id,
          .size_bytes = 1000,
          .sha256 = blob_of(id).sha256,
          .md5 = std::nullopt};
}

PageFile page_file(const std::string& id) {
  return {source_file(id), std::nullopt};
}

PageFolder page_folder(const std::string& id) {
  return {{.source = SourceKind::google_drive, .id = id, .resource_key = "key-" + id}, id};
}

PageRows page_of(const std::vector<std::string>& ids, const std::string& next) {
  PageRows page;
  for (const auto& id : ids) page.files.push_back(page_file(id));
  page.next_page_token = next;
  return page;
}

Blob blob_of(const std::string& bytes) {
  Blob blob;
  std::uint64_t bits = std::hash<std::string>{}(bytes);
  for (auto& byte : blob.sha256.bytes) {
    bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
    byte = static_cast<std::uint8_t>(bits >> 56);
  }
  blob.size_bytes = static_cast<std::int64_t>(bytes.size());
  blob.key.text = fmt::format("o/{}/{}.jpg", blob.sha256.hex().substr(0, 2), blob.sha256.hex());
  return blob;
}

Outcome imported(const std::string& bytes) {
  return Imported{blob_of(bytes)};
}

Outcome imported(const std::string& bytes, const ImageFacts& facts) {
  return Imported{.blob = blob_of(bytes), .was_held = false, .facts = facts};
}

Outcome skipped() {
  return Skipped{ErrorCode::unsupported_type, "It is text."};
}

Outcome failed(ErrorCode reason) {
  return Failed{reason, "It is gone."};
}

Postponed postponed(std::chrono::milliseconds delay) {
  return {.cause = ErrorCode::network, .detail = "It broke off.", .delay = delay};
}

}  // namespace pixferry
