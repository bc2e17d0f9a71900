#include "simulator/object_storage/supabase_json.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

/// With milliseconds, as PostgreSQL gives it through Storage.
std::string supabase_time(Timestamp time) {
  auto text = rfc3339(time);
  text.pop_back();
  return fmt::format("{}.{:03}Z", text, to_milliseconds(time) % 1000);
}

std::string uuid(std::uint64_t purpose, std::uint64_t number) {
  const auto high = scramble(purpose ^ scramble(number));
  const auto low = scramble(high);
  return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32, (high >> 16) & 0xffff,
                     high & 0xfff, (low >> 48) & 0xfff, low & 0xffff'ffff'ffff);
}

std::string id_of(const StoredObject& object) {
  return uuid(1, object.version - object.puts);
}

std::string version_of(const StoredObject& object) {
  return uuid(2, object.version);
}

}  // namespace

Response json_answer(const bj::value& body) {
  return text_response(200, "application/json; charset=utf-8", bj::serialize(body));
}

bj::object bucket_json(const SupabaseBucketSpec& bucket, Timestamp now) {
  bj::value types = nullptr;
  if (!bucket.mime_types.empty()) {
    types = bj::array(bucket.mime_types.begin(), bucket.mime_types.end());
  }
  bj::value limit = nullptr;
  if (bucket.object_bytes_max) limit = *bucket.object_bytes_max;
  return {{"id", bucket.name},
          {"name", bucket.name},
          {"owner", ""},
          {"public", bucket.is_public},
          {"file_size_limit", limit},
          {"allowed_mime_types", types},
          {"created_at", supabase_time(now)},
          {"updated_at", supabase_time(now)}};
}

bj::object upload_json(const SupabaseRoute& route, const StoredObject& object) {
  return {{"Key", route.bucket + "/" + route.key}, {"Id", id_of(object)}};
}

bj::object info_json(const SupabaseRoute& route, const StoredObject& object) {
  return {{"id", id_of(object)},
          {"name", route.key},
          {"version", version_of(object)},
          {"bucket_id", route.bucket},
          {"size", object.bytes->size()},
          {"content_type", object.mime_type},
          {"cache_control", object.cache_control},
          {"etag", etag_of(object)},
          {"metadata", bj::object{}},
          {"last_modified", supabase_time(object.updated_at)},
          {"created_at", supabase_time(object.created_at)}};
}

bj::object listed_json(const std::string& key, const StoredObject& object) {
  auto row = row_json({SupabaseRoute::Kind::list, "", key}, object);
  for (const auto* name : {"bucket_id", "owner", "owner_id", "version"}) row.erase(name);
  return row;
}

bj::object row_json(const SupabaseRoute& route, const StoredObject& object) {
  return {{"name", route.key},
          {"bucket_id", route.bucket},
          {"owner", ""},
          {"owner_id", ""},
          {"version", version_of(object)},
          {"id", id_of(object)},
          {"updated_at", supabase_time(object.updated_at)},
          {"created_at", supabase_time(object.created_at)},
          {"last_accessed_at", supabase_time(object.created_at)},
          {"metadata", bj::object{{"eTag", etag_of(object)},
                                  {"size", object.bytes->size()},
                                  {"mimetype", object.mime_type},
                                  {"cacheControl", object.cache_control},
                                  {"lastModified", supabase_time(object.updated_at)},
                                  {"contentLength", object.bytes->size()},
                                  {"httpStatusCode", 200}}}};
}

std::string etag_of(const StoredObject& object) {
  return fmt::format("\"{}\"", object.md5.hex());
}

}  // namespace pixferry::simulator
