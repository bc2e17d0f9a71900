#include "api-gateway/routes/object_routes.hpp"

#include <fmt/format.h>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/routes/byte_range.hpp"
#include "api-gateway/routes/entity_tag.hpp"
#include "pipeline/object_store/object_key.hpp"

namespace pixferry::routes {
namespace {

constexpr std::chrono::seconds kLinkIsValidFor{3600};
/// A browser that keeps the link has this much of its time left at least.
constexpr std::chrono::seconds kLinkTimeLeftMin{600};

http::Response no_object(const http::Request& request) {
  return http::to_response(http::plain_problem(404, "object_not_found", "There is no such object."),
                           request.request_id);
}

http::Response out_of_range(const http::Request& request, std::int64_t total_bytes) {
  auto response = http::to_response(
      http::plain_problem(416, "range_not_satisfiable", "The object has no such range of bytes."),
      request.request_id);
  response.headers.set("Content-Range", fmt::format("bytes */{}", total_bytes));
  return response;
}

/// What may be said of an object for ever: its name stands for its bytes.
http::Headers immutable_headers(const std::string& etag) {
  return {{"ETag", etag},
          {"Cache-Control", "public, max-age=31536000, immutable"},
          {"Content-Security-Policy", "default-src 'none'; sandbox"},
          {"Cross-Origin-Resource-Policy", "cross-origin"},
          {"Accept-Ranges", "bytes"}};
}

std::optional<std::string_view> wanted_range(const http::Headers& headers,
                                             const std::string& etag) {
  if (headers.find("If-Range").value_or(etag) != etag) return std::nullopt;
  return headers.find("Range");
}

http::Response serve(const ObjectReader& reader, const ObjectKey& key,
                     const http::Request& request) {
  auto opened = reader.open(key);
  if (!opened) return http::to_response(http::problem_of(opened.error()), request.request_id);
  if (!opened->has_value()) return no_object(request);
  auto& object = **opened;

  const auto etag = fmt::format("\"{}\"", key.text);
  http::Response response{200, immutable_headers(etag), {}};
  if (is_known_to_client(request.headers, etag)) {
    response.status = 304;
    return response;
  }
  const auto range = byte_range(wanted_range(request.headers, etag), object.size_bytes);
  if (range.kind == ByteRange::Kind::unsatisfiable) return out_of_range(request, object.size_bytes);
  if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.set("Content-Range",
                         fmt::format("bytes {}-{}/{}", range.first,
                                     range.first + range.size_bytes - 1, object.size_bytes));
  }
  response.headers.set("Content-Type", object.mime_type);
  response.body = http::FileBody{std::move(object.content), range.first, range.size_bytes};
  return response;
}

http::Response send_on(ObjectStore& bucket, const ObjectKey& key, const http::Request& request) {
  const auto link = bucket.url(request.context, key, kLinkIsValidFor);
  if (!link) return http::to_response(http::problem_of(link.error()), request.request_id);
  const auto kept_for = kLinkIsValidFor - kLinkTimeLeftMin;
  return {302,
          {{"Location", *link},
           {"Cache-Control", fmt::format("private, max-age={}", kept_for.count())},
           {"Cross-Origin-Resource-Policy", "cross-origin"}},
          {}};
}

http::Response answer(const ObjectSource& source, const http::Request& request) {
  const ObjectKey key{std::string{request.path_parameters.at("key")}};
  if (!is_object_key(key.text)) return no_object(request);
  if (source.reader != nullptr) return serve(*source.reader, key, request);
  if (source.bucket != nullptr) return send_on(*source.bucket, key, request);
  return no_object(request);
}

}  // namespace

void add_object_routes(http::Router& router, ObjectSource source) {
  router.add({"GET", "/objects/{key...}",
              [source](const http::Request& request) { return answer(source, request); },
              http::Access::open});
}

}  // namespace pixferry::routes
