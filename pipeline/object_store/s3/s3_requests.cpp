#include "pipeline/object_store/s3/s3_requests.hpp"

#include <fmt/format.h>

#include "pipeline/content/running_digest.hpp"
#include "pipeline/object_store/s3/s3_listing.hpp"
#include "pipeline/platform/base64.hpp"
#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kEmptySha256 =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view kCacheControl = "max-age=31536000, immutable";
constexpr std::size_t kKeptBytesMax = 1u << 20;
constexpr std::int64_t kSlowestBytesPerSecond = 64 << 10;

template <class Value>
Value digest_of(RunningDigest::Algorithm algorithm, std::string_view text) {
  RunningDigest digest{algorithm};
  digest.update(std::as_bytes(std::span{text}));
  return digest.finish<Value>();
}

std::string_view without_scheme(std::string_view origin) {
  return origin.substr(origin.find("://") + 3);
}

}  // namespace

S3Requests::S3Requests(S3Config config, const Clock& clock)
    : config_(std::move(config)),
      origin_(s3_origin(config_)),
      base_path_(s3_base_path(config_)),
      identity_{.access_key_id = config_.access_key_id,
                .secret_access_key = config_.secret_access_key,
                .session_token = config_.session_token,
                .region = config_.region},
      clock_(clock) {
  while (config_.public_url.ends_with('/')) config_.public_url.pop_back();
}

HttpRequest S3Requests::put(std::string_view key, const Spool& content,
                            std::string_view mime_type) const {
  const auto sha256 = content.sha256().hex();
  const bool has_type = !mime_type.empty();
  auto put = request(
      {.method = "PUT",
       .key = key,
       .headers = {{"Content-Type", std::string{has_type ? mime_type : "application/octet-stream"}},
                   {"Cache-Control", std::string{kCacheControl}},
                   {"x-amz-checksum-sha256", base64(content.sha256().bytes)}},
       .payload_sha256 = sha256});
  put.body_file = BodyFile{content.descriptor(), content.size_bytes()};
  put.timeout += std::chrono::seconds{content.size_bytes() / kSlowestBytesPerSecond};
  return put;
}

HttpRequest S3Requests::put_text(std::string_view key, std::string text) const {
  const auto sha256 = digest_of<Sha256>(RunningDigest::Algorithm::sha256, text);
  const auto hex = sha256.hex();
  auto put = request(
      {.method = "PUT",
       .key = key,
       .headers = {{"Content-Type", "text/plain"}, {"x-amz-checksum-sha256", base64(sha256.bytes)}},
       .payload_sha256 = hex});
  put.body = std::move(text);
  return put;
}

HttpRequest S3Requests::head(std::string_view key) const {
  return request({.method = "HEAD",
                  .key = key,
                  .headers = {{"x-amz-checksum-mode", "ENABLED"}},
                  .payload_sha256 = kEmptySha256});
}

HttpRequest S3Requests::get(std::string_view key, BodySink sink) const {
  auto get = request({.method = "GET", .key = key, .payload_sha256 = kEmptySha256});
  get.sink = std::move(sink);
  get.timeout = std::chrono::hours{1};  // a stalled one ends by itself
  return get;
}

HttpRequest S3Requests::remove(std::string_view key) const {
  return request({.method = "DELETE", .key = key, .payload_sha256 = kEmptySha256});
}

HttpRequest S3Requests::remove(std::span<const ObjectKey> keys) const {
  std::string body{"<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>"};
  for (const auto& key : keys) {  // keys of ours have nothing that XML would want escaped
    body += fmt::format("<Object><Key>{}</Key></Object>", key.text);
  }
  body += "</Delete>";
  const auto sha256 = digest_of<Sha256>(RunningDigest::Algorithm::sha256, body);
  const auto md5 = digest_of<Md5>(RunningDigest::Algorithm::md5, body);
  const auto hex = sha256.hex();
  auto remove = request({.method = "POST",
                         .query = {{"delete", ""}},
                         .headers = {{"Content-Type", "application/xml"},
                                     {"Content-MD5", base64(md5.bytes)},
                                     {"x-amz-checksum-sha256", base64(sha256.bytes)}},
                         .payload_sha256 = hex});
  remove.body = std::move(body);
  return remove;
}

HttpRequest S3Requests::look() const {
  return request({.method = "GET",
                  .query = {{"list-type", "2"}, {"max-keys", "1"}},
                  .payload_sha256 = kEmptySha256});
}

HttpRequest S3Requests::list(std::string_view prefix, std::string_view continuation) const {
  SigV4Query query{{"list-type", "2"},
                   {"prefix", std::string{prefix}},
                   {"max-keys", std::to_string(kKeysMax)},
                   {"encoding-type", "url"}};
  if (!continuation.empty()) query.emplace_back("continuation-token", continuation);
  auto list = request({.method = "GET", .query = std::move(query), .payload_sha256 = kEmptySha256});
  list.kept_bytes_max = kS3ListingBytesMax;
  return list;
}

std::string S3Requests::url(std::string_view key, std::chrono::seconds valid_for) const {
  if (!config_.public_url.empty()) {
    return fmt::format("{}/{}", config_.public_url, percent_encoded(key, true));
  }
  const auto path = path_of(key);
  const SigV4Request get{.method = "GET", .host = without_scheme(origin_), .path = path};
  return fmt::format("{}{}?{}", origin_, path,
                     sigv4_presigned_query(identity_, get, clock_.now(), valid_for));
}

HttpRequest S3Requests::request(Plan plan) const {
  const auto path = path_of(plan.key);
  const auto query = sigv4_query(plan.query);
  plan.headers.push_back({"x-amz-content-sha256", std::string{plan.payload_sha256}});
  return {.method = std::string{plan.method},
          .url = fmt::format("{}{}{}{}", origin_, path, query.empty() ? "" : "?", query),
          .headers = sigv4_signed(identity_,
                                  {.method = plan.method,
                                   .host = without_scheme(origin_),
                                   .path = path,
                                   .query = std::move(plan.query),
                                   .headers = std::move(plan.headers),
                                   .payload_sha256 = plan.payload_sha256},
                                  clock_.now()),
          .kept_bytes_max = kKeptBytesMax};
}

std::string S3Requests::path_of(std::string_view key) const {
  if (key.empty()) return base_path_.empty() ? "/" : base_path_;
  return fmt::format("{}/{}", base_path_, percent_encoded(key, true));
}

}  // namespace pixferry
