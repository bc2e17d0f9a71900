#include "simulator/object_storage/supabase_storage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "pipeline/platform/json.hpp"
#include "simulator/object_storage/supabase_error.hpp"
#include "simulator/object_storage/supabase_faults.hpp"
#include "simulator/object_storage/supabase_json.hpp"
#include "simulator/object_storage/supabase_list.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;
using Kind = SupabaseRoute::Kind;

constexpr std::chrono::hours kUploadTokenLife{2};

std::optional<bj::object> json_body(const Request& request) {
  bj::error_code failure;
  auto value = bj::parse(request.body, failure);
  if (failure || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

Response bad_json() {
  return error_response({"400", "FastifyError",
                         "Body is not valid JSON but content-type is set to 'application/json'",
                         "InvalidRequest"});
}

/// Storage's own rule for keys: ASCII, and not all of it.
bool is_valid_key(std::string_view key) {
  return std::ranges::all_of(key, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view{"_/!.*'() &$=@;:+,?-"}.find(c) != std::string_view::npos;
  });
}

bool takes(const SupabaseBucketSpec& bucket, std::string_view mime_type) {
  const auto family = mime_type.substr(0, mime_type.find('/'));
  return bucket.mime_types.empty() ||
         std::ranges::any_of(bucket.mime_types, [&](const std::string& allowed) {
           return allowed == mime_type || allowed == fmt::format("{}/*", family);
         });
}

std::string type_of(const Request& request) {
  const auto type = request.header("Content-Type");
  return std::string{type.empty() ? "application/octet-stream" : type};
}

SupabaseBuckets::Place place_of(const SupabaseRoute& route) {
  return {route.bucket, route.key};
}

}  // namespace

SupabaseStorage::SupabaseStorage(SupabaseOptions options, const Clock& clock)
    : clock_(clock),
      object_bytes_max_(options.object_bytes_max),
      page_objects_max_(options.page_objects_max),
      gate_(options.opaque_keys, clock) {
  for (auto& bucket : options.buckets) buckets_.make(std::move(bucket));
}

Response SupabaseStorage::answer(const SupabaseRoute& route, const Request& request,
                                 const std::optional<Fault>& fault) {
  if (fault && !is_done_in_spite_of(fault->kind)) return refusal_by(*fault, route);
  auto response = honest_answer(route, request);
  if (fault) response = spoiled_by(*fault, std::move(response));
  if (request.method == "HEAD") {
    response.is_to_head = true;
    if (response.status >= 400) response.body.clear();
  }
  return response;
}

Response SupabaseStorage::honest_answer(const SupabaseRoute& route, const Request& request) {
  switch (route.kind) {
    case Kind::unknown: return unknown_route(request);
    case Kind::public_content: return public_content(route);
    case Kind::signed_content: return signed_content(route, request);
    default: break;
  }
  const auto role = gate_.role_of(request);
  if (const auto* asks = std::get_if<Role>(&role)) return answer_to(*asks, route, request);
  const auto& refusal = std::get<Response>(role);
  // This route takes a key that is no good for none at all.
  const bool hides_the_reason = route.kind == Kind::content && refusal.status == 400;
  return hides_the_reason ? no_such_bucket() : refusal;
}

Response SupabaseStorage::answer_to(Role role, const SupabaseRoute& route, const Request& request) {
  switch (route.kind) {
    case Kind::list_buckets: return list_buckets(role);
    case Kind::get_bucket: return get_bucket(role, route);
    case Kind::make_bucket: return make_bucket(role, request);
    case Kind::upload:
    case Kind::replace: return upload(role, route, request);
    case Kind::content:
    case Kind::authenticated_content: return private_content(role, route);
    case Kind::info: return info(role, route);
    case Kind::remove: return remove(role, route);
    case Kind::remove_many: return remove_many(role, route, request);
    case Kind::sign: return sign(role, route, request);
    case Kind::sign_upload: return sign_upload(role, route);
    case Kind::list: return list(role, route, request);
    default: return unknown_route(request);
  }
}

Response SupabaseStorage::list_buckets(Role role) const {
  bj::array rows;
  if (role == Role::service) {
    for (const auto& bucket : buckets_.all()) rows.push_back(bucket_json(bucket, clock_.now()));
  }
  return json_answer(rows);
}

Response SupabaseStorage::get_bucket(Role role, const SupabaseRoute& route) const {
  const auto bucket = buckets_.find(route.bucket);
  if (!bucket || role == Role::anon) return no_such_bucket();
  return json_answer(bucket_json(*bucket, clock_.now()));
}

Response SupabaseStorage::make_bucket(Role role, const Request& request) {
  const auto body = json_body(request);
  if (!body) return bad_json();
  SupabaseBucketSpec bucket{.name = json::text_at(*body, "name"),
                            .is_public = json::flag_at(*body, "public").value_or(false)};
  if (bucket.name.empty()) return invalid_request("body must have required property 'name'");
  if (role == Role::anon) return row_level_security();
  bucket.object_bytes_max = json::integer_at(*body, "file_size_limit");
  if (bucket.object_bytes_max.value_or(0) > object_bytes_max_) return entity_too_large();
  if (const auto* types = json::array_at(*body, "allowed_mime_types")) {
    for (const auto& type : *types) bucket.mime_types.emplace_back(type.as_string());
  }
  const auto name = bucket.name;
  if (!buckets_.make(std::move(bucket))) return already_exists("BucketAlreadyExists");
  return json_answer(bj::object{{"name", name}});
}

std::optional<Response> SupabaseStorage::complaint_about_upload(const SupabaseBucketSpec& bucket,
                                                                const SupabaseRoute& route,
                                                                const Request& request) const {
  if (!is_valid_key(route.key)) return invalid_key(route.key);
  if (!takes(bucket, type_of(request))) return invalid_mime_type(type_of(request));
  const auto bytes_max =
      std::min(bucket.object_bytes_max.value_or(object_bytes_max_), object_bytes_max_);
  if (static_cast<std::int64_t>(request.body.size()) > bytes_max) return entity_too_large();
  return std::nullopt;
}

Response SupabaseStorage::upload(Role role, const SupabaseRoute& route, const Request& request) {
  const auto bucket = buckets_.find(route.bucket);
  if (!bucket) return no_such_bucket();
  if (auto complaint = complaint_about_upload(*bucket, route, request)) return *complaint;
  if (role == Role::anon) return row_level_security();
  const bool overwrites = route.kind == Kind::replace || request.header("x-upsert") == "true";
  if (!overwrites && buckets_.find(place_of(route))) return already_exists("KeyAlreadyExists");
  const auto cache_control = request.header("Cache-Control");
  const auto stored = buckets_.store(
      place_of(route),
      {.bytes = std::make_shared<const std::string>(request.body),
       .mime_type = type_of(request),
       .cache_control = std::string{cache_control.empty() ? "no-cache" : cache_control}},
      clock_.now());
  return json_answer(upload_json(route, stored));
}

bool SupabaseStorage::may_see(Role role, const std::string& bucket) const {
  return role == Role::service && buckets_.find(bucket);
}

Response SupabaseStorage::object(const SupabaseRoute& route) const {
  const auto found = buckets_.find(place_of(route));
  if (!found) return no_such_key();
  Response response;
  response.headers = {{"Content-Type", found->mime_type},
                      {"ETag", etag_of(*found)},
                      {"Cache-Control", found->cache_control},
                      {"Accept-Ranges", "bytes"},
                      {"X-Robots-Tag", "none"}};
  response.body.push_back({found->bytes, std::as_bytes(std::span{*found->bytes})});
  return response;
}

/// Of a private bucket, Storage says at random which of the two is missing; here it is the bucket.
Response SupabaseStorage::public_content(const SupabaseRoute& route) const {
  const auto bucket = buckets_.find(route.bucket);
  return bucket && bucket->is_public ? object(route) : no_such_bucket();
}

Response SupabaseStorage::signed_content(const SupabaseRoute& route, const Request& request) const {
  const auto token = request.parameter("token").value_or("");
  const auto place = route.bucket + "/" + route.key;
  if (auto refusal = gate_.refusal_of(token, place)) return *refusal;
  return object(route);
}

Response SupabaseStorage::private_content(Role role, const SupabaseRoute& route) const {
  return may_see(role, route.bucket) ? object(route) : no_such_bucket();
}

Response SupabaseStorage::info(Role role, const SupabaseRoute& route) const {
  if (!may_see(role, route.bucket)) return no_such_bucket();
  const auto found = buckets_.find(place_of(route));
  return found ? json_answer(info_json(route, *found)) : no_such_key();
}

Response SupabaseStorage::remove(Role role, const SupabaseRoute& route) {
  if (!may_see(role, route.bucket) || !buckets_.remove(place_of(route))) return no_such_key();
  return json_answer(bj::object{{"message", "Successfully deleted"}});
}

/// Who may not delete is told that nothing was there.
Response SupabaseStorage::remove_many(Role role, const SupabaseRoute& route,
                                      const Request& request) {
  const auto body = json_body(request);
  if (!body) return bad_json();
  const auto* keys = json::array_at(*body, "prefixes");
  if (keys == nullptr) return invalid_request("body must have required property 'prefixes'");
  if (role == Role::anon) return json_answer(bj::array{});
  bj::array rows;
  for (const auto& key : *keys) {
    const SupabaseRoute one{Kind::remove, route.bucket, std::string{key.as_string()}};
    const auto removed = buckets_.remove(place_of(one));
    if (removed) rows.push_back(row_json(one, *removed));
  }
  return json_answer(rows);
}

Response SupabaseStorage::sign(Role role, const SupabaseRoute& route,
                               const Request& request) const {
  const auto body = json_body(request);
  if (!body) return bad_json();
  const auto expires_in = json::integer_at(*body, "expiresIn");
  if (!expires_in) return invalid_request("body must have required property 'expiresIn'");
  if (!may_see(role, route.bucket) || !buckets_.find(place_of(route))) return no_such_key();
  const auto place = route.bucket + "/" + route.key;
  const auto token = gate_.token_for(place, std::chrono::seconds{*expires_in});
  return json_answer(
      bj::object{{"signedURL", fmt::format("/object/sign/{}?token={}", place, token)}});
}

Response SupabaseStorage::sign_upload(Role role, const SupabaseRoute& route) const {
  if (!buckets_.find(route.bucket)) return no_such_bucket();
  if (role == Role::anon) return row_level_security();
  const auto place = route.bucket + "/" + route.key;
  const auto token = gate_.token_for(place, kUploadTokenLife);
  return json_answer(bj::object{
      {"url", fmt::format("/object/upload/sign/{}?token={}", place, token)}, {"token", token}});
}

Response SupabaseStorage::list(Role role, const SupabaseRoute& route,
                               const Request& request) const {
  const auto body = json_body(request);
  if (!body) return bad_json();
  if (role == Role::anon) return supabase_empty_list();
  return supabase_list({route.bucket, buckets_, page_objects_max_}, *body);
}

std::string SupabaseStorage::record() const {
  bj::object objects;
  for (const auto& [place, object] : buckets_.objects()) {
    objects[place] = {{"sha256", object.sha256.hex()},
                      {"size_bytes", object.bytes->size()},
                      {"mime_type", object.mime_type},
                      {"puts", object.puts}};
  }
  return bj::serialize(bj::object{
      {"count", objects.size()}, {"puts", buckets_.puts()}, {"objects", std::move(objects)}});
}

}  // namespace pixferry::simulator
