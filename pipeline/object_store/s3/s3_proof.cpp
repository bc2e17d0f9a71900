#include "pipeline/object_store/s3/s3_proof.hpp"

#include <charconv>
#include <string>

#include "pipeline/content/running_digest.hpp"
#include "pipeline/object_store/s3/s3_requests.hpp"
#include "pipeline/platform/base64.hpp"

namespace pixferry {
namespace {

std::optional<Md5> md5_in(std::string_view etag) {
  if (etag.size() < 2 || !etag.starts_with('"') || !etag.ends_with('"')) return Md5::from_hex(etag);
  return Md5::from_hex(etag.substr(1, etag.size() - 2));
}

/// Whether the service encrypts with more than a key of its own.
bool has_own_encryption(const HttpAnswer& answer) {
  const auto kind = answer.header("x-amz-server-side-encryption");
  return (!kind.empty() && kind != "AES256") ||
         !answer.header("x-amz-server-side-encryption-customer-algorithm").empty() ||
         !answer.header("x-goog-encryption-kms-key-name").empty();
}

Result<Md5> md5_of(const Spool& content) {
  if (content.md5()) return *content.md5();
  RunningDigest digest{RunningDigest::Algorithm::md5};
  const auto read = read_spool(content, [&](std::span<const std::byte> bytes) -> Result<> {
    digest.update(bytes);
    return {};
  });
  if (!read) return read.error();
  return digest.finish<Md5>();
}

}  // namespace

Result<S3Proof> s3_proof(const HttpAnswer& answer, const Spool& content) {
  const auto checksum = answer.header("x-amz-checksum-sha256");
  // That of an object in parts has their number behind a dash.
  if (!checksum.empty() && checksum.find('-') == checksum.npos) {
    return checksum == base64(content.sha256().bytes) ? S3Proof::same : S3Proof::other;
  }
  const auto etag = answer.header("ETag");
  if (etag.empty()) return S3Proof::none;
  const auto stored = md5_in(etag);
  if (!stored || has_own_encryption(answer)) return S3Proof::opaque;
  const auto ours = md5_of(content);
  if (!ours) return ours.error();
  return *stored == *ours ? S3Proof::same : S3Proof::other;
}

std::optional<std::int64_t> s3_object_size(const HttpAnswer& answer) {
  const auto text = answer.header("Content-Length");
  std::int64_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  const bool is_number = !text.empty() && error == std::errc{} && end == text.data() + text.size();
  return is_number && size >= 0 ? std::optional{size} : std::nullopt;
}

}  // namespace pixferry
