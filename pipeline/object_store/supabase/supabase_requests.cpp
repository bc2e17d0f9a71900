#include "pipeline/object_store/supabase/supabase_requests.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

constexpr std::string_view kCacheControl = "max-age=31536000, immutable";
constexpr int kListedAtOnceMax = 1000;  // more are not given
constexpr std::int64_t kSlowestBytesPerSecond = 64 << 10;

std::chrono::seconds time_for(std::int64_t bytes) {
  return std::chrono::seconds{bytes / kSlowestBytesPerSecond};
}

std::string without_slashes_at_the_end(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace

SupabaseRequests::SupabaseRequests(SupabaseConfig config, const Limits& limits)
    : config_(std::move(config)),
      limits_(limits),
      root_(without_slashes_at_the_end(config_.url) + "/storage/v1"),
      bucket_(percent_encoded(config_.bucket)) {}

HttpRequest SupabaseRequests::with_key(HttpRequest request, KeyPlace place) const {
  const auto& key = config_.service_key.reveal();
  request.headers.push_back({"apikey", key});
  if (place == KeyPlace::apikey_and_authorization) {
    request.headers.push_back({"Authorization", "Bearer " + key});
  }
  return request;
}

HttpRequest SupabaseRequests::bucket() const {
  return ask("GET", "/bucket/" + bucket_);
}

HttpRequest SupabaseRequests::make_bucket(bool is_public) const {
  return ask_with("POST", "/bucket",
                  bj::serialize(bj::object{
                      {"id", config_.bucket}, {"name", config_.bucket}, {"public", is_public}}));
}

HttpRequest SupabaseRequests::permission(std::string_view name) const {
  auto request = ask("POST", "/object/upload/sign" + place_of(name));
  request.headers.push_back({"x-upsert", "true"});
  return request;
}

HttpRequest SupabaseRequests::put(const ObjectKey& key, std::string_view mime_type,
                                  std::int64_t size_bytes) const {
  auto request = ask("POST", "/object" + place_of(key.text));
  request.headers.push_back({"x-upsert", "true"});
  request.headers.push_back({"Cache-Control", std::string{kCacheControl}});
  request.headers.push_back({"Content-Type", std::string{mime_type}});
  request.timeout += time_for(size_bytes);
  return request;
}

HttpRequest SupabaseRequests::info(const ObjectKey& key) const {
  return ask("GET", "/object/info" + place_of(key.text));
}

HttpRequest SupabaseRequests::content(const ObjectKey& key) const {
  auto request = ask("GET", "/object/authenticated" + place_of(key.text));
  request.timeout += time_for(limits_.file_bytes_max);
  return request;
}

HttpRequest SupabaseRequests::remove(std::span<const ObjectKey> keys) const {
  bj::array names;
  for (const auto& key : keys) names.emplace_back(key.text);
  return ask_with("DELETE", "/object/" + bucket_,
                  bj::serialize(bj::object{{"prefixes", std::move(names)}}));
}

HttpRequest SupabaseRequests::list(std::string_view prefix, std::string_view cursor) const {
  bj::object page{{"prefix", prefix}, {"limit", kListedAtOnceMax}, {"with_delimiter", false}};
  if (!cursor.empty()) page["cursor"] = cursor;
  return ask_with("POST", "/object/list-v2/" + bucket_, bj::serialize(page));
}

HttpRequest SupabaseRequests::sign(const ObjectKey& key, std::chrono::seconds valid_for) const {
  return ask_with("POST", "/object/sign" + place_of(key.text),
                  bj::serialize(bj::object{{"expiresIn", valid_for.count()}}));
}

std::string SupabaseRequests::public_url(const ObjectKey& key) const {
  return root_ + "/object/public" + place_of(key.text);
}

std::string SupabaseRequests::signed_url(const ObjectKey& key, std::string_view token) const {
  return fmt::format("{}/object/sign{}?token={}", root_, place_of(key.text), token);
}

HttpRequest SupabaseRequests::ask(std::string method, std::string_view path) const {
  HttpRequest request;
  request.method = std::move(method);
  request.url = root_ + std::string{path};
  request.kept_bytes_max = limits_.provider_reply_bytes_max;
  request.timeout = limits_.listing_seconds_max;
  return request;
}

HttpRequest SupabaseRequests::ask_with(std::string method, std::string_view path,
                                       std::string json) const {
  auto request = ask(std::move(method), path);
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = std::move(json);
  return request;
}

/// "/images/o/3f/NAME": of keys nothing needs to be encoded.
std::string SupabaseRequests::place_of(std::string_view key) const {
  return fmt::format("/{}/{}", bucket_, key);
}

}  // namespace pixferry
