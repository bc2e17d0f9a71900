#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/object_store/s3/s3_config.hpp"
#include "pipeline/object_store/s3/sigv4.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// Builds the signed requests that are made for one bucket. Every one proves its payload by a
/// signed SHA-256. Thread-safe.
class S3Requests {
 public:
  /// The clock must outlive the requests.
  S3Requests(S3Config config, const Clock& clock);

  const S3Config& config() const { return config_; }

  /// PutObject. The service is told the SHA-256 twice: as what is signed, which all but a few
  /// compare with what arrives, and as a checksum to keep. The spool must outlive the request.
  HttpRequest put(std::string_view key, const Spool& content, std::string_view mime_type) const;
  /// The same with a small text.
  HttpRequest put_text(std::string_view key, std::string text) const;
  /// HeadObject, with the checksum where one is kept.
  HttpRequest head(std::string_view key) const;
  /// GetObject.
  HttpRequest get(std::string_view key, BodySink sink) const;
  /// DeleteObject.
  HttpRequest remove(std::string_view key) const;
  /// DeleteObjects, for at most kKeysMax; the answer names those that were not removed.
  static constexpr std::size_t kKeysMax = 1000;
  HttpRequest remove(std::span<const ObjectKey> keys) const;
  /// ListObjectsV2 for a single key: whether the bucket is there and may be looked into.
  HttpRequest look() const;
  /// ListObjectsV2: a page of the keys with that prefix, the first one where there is no
  /// continuation.
  HttpRequest list(std::string_view prefix, std::string_view continuation) const;

  /// Where the object is read without a key of one's own: the public URL, or a signed one.
  std::string url(std::string_view key, std::chrono::seconds valid_for) const;

 private:
  /// A request before it is signed.
  struct Plan {
    std::string_view method;
    std::string_view key = {};  ///< empty: the bucket itself
    SigV4Query query = {};
    std::vector<HttpHeader> headers = {};
    std::string_view payload_sha256;
  };
  HttpRequest request(Plan plan) const;
  std::string path_of(std::string_view key) const;

  S3Config config_;
  std::string origin_;
  std::string base_path_;
  SigV4Identity identity_;
  const Clock& clock_;
};

}  // namespace pixferry
