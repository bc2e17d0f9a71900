#include "api-gateway/routes/image_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <span>
#include <variant>

#include "api-gateway/routes/entity_tag.hpp"
#include "api-gateway/routes/find_image.hpp"
#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/image_json.hpp"
#include "api-gateway/routes/image_query.hpp"
#include "pipeline/content/running_digest.hpp"
#include "pipeline/object_store/object_key.hpp"

namespace pixferry::routes {
namespace {

constexpr std::int64_t kImagesPerPage = 20;
constexpr std::int64_t kImagesPerPageMax = 100;
/// How deep page numbers reach: what lies before the page's end.
constexpr std::int64_t kDepthMax = 1'000'000;
constexpr std::int64_t kPageMax = std::numeric_limits<std::int32_t>::max();

struct Parts {
  Gallery& gallery;
  StorageUrl storage_url;
};

http::Response page_response(const ImagePage& images, PageNumbers numbers,
                             const ImageSelection& selection, const StorageUrl& storage_url) {
  auto response = http::json_response(200, image_page_json(images, numbers, storage_url));
  if (!images.next_cursor.empty()) {
    response.headers.set(
        "Link", fmt::format(R"(</images?{}cursor={}&limit={}>; rel="next")", query_of(selection),
                            images.next_cursor, numbers.limit));
  }
  return response;
}

http::Response list(const Parts& parts, const http::Request& request) {
  QueryFields query{request.query};
  const PageNumbers numbers{
      .page = query.integer("page", 1, {1, kPageMax}),
      .limit = query.integer("limit", kImagesPerPage, {1, kImagesPerPageMax})};
  const auto selection = image_selection(query);
  const auto cursor = query.text("cursor");
  if (!cursor.empty() && numbers.page > 1) {
    query.refuse("page", "out_of_range", "A cursor says where its page begins; leave page out.");
  }
  if (!query.are_valid()) return query.problem(request.request_id);
  const int limit = static_cast<int>(numbers.limit);
  if (!cursor.empty()) {
    const auto images =
        parts.gallery.page_after(request.context, kDefaultOwner, selection, cursor, limit);
    if (!images) return failure(images.error(), request);
    return page_response(*images, numbers, selection, parts.storage_url);
  }
  // A page this deep is read only as far as needed to tell whether it lies past the end.
  const bool is_too_deep = numbers.page * numbers.limit > kDepthMax;
  auto images = parts.gallery.page(request.context, kDefaultOwner, selection,
                                   is_too_deep ? 1 : numbers.page, is_too_deep ? 1 : limit);
  if (!images) return failure(images.error(), request);
  if (is_too_deep) {
    if (images->total > (numbers.page - 1) * numbers.limit) {
      query.refuse("page", "out_of_range", "Pages reach no deeper than 1,000,000 images.");
      return query.problem(request.request_id);
    }
    images->images.clear();
    images->next_cursor.clear();
  }
  return page_response(*images, numbers, selection, parts.storage_url);
}

std::string entity_tag(std::string_view body) {
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  digest.update(std::as_bytes(std::span{body}));
  return fmt::format("\"{}\"", digest.finish<Sha256>().hex().substr(0, 32));
}

http::Response lay_out(const Parts& parts, const http::Request& request) {
  QueryFields query{request.query};
  const auto selection = image_selection(query);
  if (!query.are_valid()) return query.problem(request.request_id);
  const auto layout = parts.gallery.layout(request.context, kDefaultOwner, selection);
  if (!layout) return failure(layout.error(), request);
  auto response = http::json_response(200, image_layout_json(*layout));
  const auto etag = entity_tag(std::get<std::string>(response.body));
  if (is_known_to_client(request.headers, etag)) response = {304, {}, {}};
  response.headers.set("ETag", etag);
  response.headers.set("Cache-Control", "private, no-cache");
  return response;
}

/// The image that the path's {image_id} names, or the answer that ends the request.
std::variant<Image, http::Response> find_image(const Parts& parts, const http::Request& request) {
  const auto id = image_id_in(request);
  if (!id) return unknown_image(request);
  auto image = parts.gallery.image(request.context, kDefaultOwner, *id);
  if (!image) return failure(image.error(), request);
  if (!image->has_value()) return unknown_image(request);
  return **std::move(image);
}

/// An image keeps its id when its file changes, so the way to its bytes may change too.
http::Response send_on(std::string location) {
  return {302,
          {{"Location", std::move(location)},
           {"Cache-Control", "private, no-cache"},
           {"Cross-Origin-Resource-Policy", "cross-origin"}},
          {}};
}

http::Response show(const Parts& parts, const Image& image, const http::Request&) {
  return http::json_response(200, image_json(image, parts.storage_url));
}

http::Response show_file(const Parts& parts, const Image& image, const http::Request&) {
  return send_on(parts.storage_url(image.blob.key));
}

http::Response no_thumbnail(ThumbnailState state, const http::Request& request) {
  const auto hint = state == ThumbnailState::none
                        ? "It is made later, where THUMBNAILS is on."
                        : "The image itself is there: GET /images/{image_id}/file.";
  return http::to_response(
      http::plain_problem(
          404, "no_thumbnail",
          fmt::format("The image has no thumbnail: its state is {}.", name_of(state)), hint),
      request.request_id);
}

http::Response show_thumbnail(const Parts& parts, const Image& image,
                              const http::Request& request) {
  QueryFields query{request.query};
  const auto size = query.integer("size", kThumbnailSizes[0], {1, kThumbnailSizes[0]});
  if (query.are_valid() && std::ranges::find(kThumbnailSizes, size) == std::end(kThumbnailSizes)) {
    query.refuse("size", "unknown_value", "size must be 256 or 512.");
  }
  if (!query.are_valid()) return query.problem(request.request_id);
  const auto state = image.facts ? image.facts->thumbnails : ThumbnailState::none;
  if (state != ThumbnailState::done) return no_thumbnail(state, request);
  return send_on(parts.storage_url(thumbnail_key(image.blob.key, static_cast<int>(size))));
}

using ImageAnswer = http::Response (*)(const Parts&, const Image&, const http::Request&);

http::Handler of_image(const Parts& parts, ImageAnswer answer) {
  return [parts, answer](const http::Request& request) {
    auto found = find_image(parts, request);
    if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
    return answer(parts, std::get<Image>(found), request);
  };
}

}  // namespace

void add_image_routes(http::Router& router, Gallery& gallery, StorageUrl storage_url) {
  using http::Access;
  const Parts parts{gallery, std::move(storage_url)};
  router.add({"GET", "/images",
              [parts](const http::Request& request) { return list(parts, request); },
              Access::keyed});
  router.add({"GET", "/images/layout",
              [parts](const http::Request& request) { return lay_out(parts, request); },
              Access::keyed});
  router.add({"GET", "/images/{image_id}", of_image(parts, show), Access::keyed});
  router.add({"GET", "/images/{image_id}/file", of_image(parts, show_file), Access::keyed});
  router.add(
      {"GET", "/images/{image_id}/thumbnail", of_image(parts, show_thumbnail), Access::keyed});
}

}  // namespace pixferry::routes
