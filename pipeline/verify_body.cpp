#include "pipeline/verify_body.hpp"

#include <fmt/format.h>

#include "pipeline/content/sniff.hpp"

namespace pixferry {
namespace {

Result<> match_declared(const Spool& body, const SourceFile& file) {
  const auto mismatch = [&](std::string_view what, std::string declared, std::string arrived) {
    return Error{ErrorCode::checksum_mismatch,
                 fmt::format("{}: declared {}, arrived {}", what, declared, arrived)};
  };
  if (file.size_bytes && *file.size_bytes != body.size_bytes()) {
    return mismatch("size in bytes", std::to_string(*file.size_bytes),
                    std::to_string(body.size_bytes()));
  }
  if (file.sha256 && *file.sha256 != body.sha256()) {
    return mismatch("SHA-256", file.sha256->hex(), body.sha256().hex());
  }
  if (file.dropbox_hash && body.dropbox_hash() && *file.dropbox_hash != *body.dropbox_hash()) {
    return mismatch("Dropbox's content_hash", file.dropbox_hash->hex(), body.dropbox_hash()->hex());
  }
  if (file.md5 && body.md5() && *file.md5 != *body.md5()) {
    return mismatch("MD5", file.md5->hex(), body.md5()->hex());
  }
  return {};
}

}  // namespace

bool claims_to_be_an_image(const SourceFile& file) {
  return file.mime_type.starts_with("image/");
}

Result<> check_declared_size(const SourceFile& file, const Limits& limits) {
  if (!file.size_bytes || *file.size_bytes <= limits.file_bytes_max) return {};
  return Error{ErrorCode::too_large, fmt::format("the file has {} bytes and MAX_FILE_BYTES is {}",
                                                 *file.size_bytes, limits.file_bytes_max)};
}

Result<> check_head(std::span<const std::byte> head, const SourceFile& file) {
  if (sniff_image(head) || looks_like_html(head)) return {};
  // A short body of another size than declared was cut off; verify_body says so.
  const bool is_whole_body = head.size() < Spool::kHeadBytes;
  if (is_whole_body && file.size_bytes &&
      *file.size_bytes != static_cast<std::int64_t>(head.size())) {
    return {};
  }
  return not_an_image(file);
}

Result<> verify_body(const Spool& body, const SourceFile& file) {
  const bool is_page = !sniff_image(body.head()) && looks_like_html(body.head());
  const bool is_declared = file.size_bytes || file.sha256 || file.dropbox_hash || file.md5;
  auto matched = match_declared(body, file);
  if (is_page && !(is_declared && matched)) {
    return Error{ErrorCode::html_instead_of_image,
                 "the provider answered with a web page in place of the file"};
  }
  return matched;
}

Error not_an_image(const SourceFile& file) {
  return {ErrorCode::unsupported_type,
          file.mime_type.empty()
              ? "the bytes are not an image of a kind that is imported"
              : fmt::format("declared as {}, but the bytes are not an image of a kind that is "
                            "imported",
                            file.mime_type)};
}

}  // namespace pixferry
