#include "api-gateway/routes/image_routes.hpp"

#include <limits>

#include "api-gateway/routes/image_json.hpp"
#include "api-gateway/routes/query_fields.hpp"

namespace pixferry::routes {
namespace {

constexpr std::int64_t kImagesPerPage = 20;
constexpr std::int64_t kImagesPerPageMax = 100;
/// How deep page numbers reach: what lies before the page's end.
constexpr std::int64_t kDepthMax = 1'000'000;
constexpr std::int64_t kPageMax = std::numeric_limits<std::int32_t>::max();

http::Response list(Gallery& gallery, const StorageUrl& storage_url, const http::Request& request) {
  QueryFields query{request.query};
  const PageNumbers numbers{
      .page = query.integer("page", 1, {1, kPageMax}),
      .limit = query.integer("limit", kImagesPerPage, {1, kImagesPerPageMax})};
  const auto source = query.source();
  if (!query.are_valid()) return query.problem(request.request_id);

  // A page this deep is read only as far as needed to tell whether it lies past the end.
  const bool is_too_deep = numbers.page * numbers.limit > kDepthMax;
  auto images = gallery.page(request.context, kDefaultOwner, source, is_too_deep ? 1 : numbers.page,
                             is_too_deep ? 1 : static_cast<int>(numbers.limit));
  if (!images) return http::to_response(http::problem_of(images.error()), request.request_id);
  if (is_too_deep) {
    if (images->total > (numbers.page - 1) * numbers.limit) {
      query.refuse("page", "out_of_range", "Pages reach no deeper than 1,000,000 images.");
      return query.problem(request.request_id);
    }
    images->images.clear();
  }
  return http::json_response(200, image_page_json(*images, numbers, storage_url));
}

}  // namespace

void add_image_routes(http::Router& router, Gallery& gallery, StorageUrl storage_url) {
  router.add({"GET", "/images",
              [&gallery, storage_url = std::move(storage_url)](const http::Request& request) {
                return list(gallery, storage_url, request);
              },
              http::Access::keyed});
}

}  // namespace pixferry::routes
