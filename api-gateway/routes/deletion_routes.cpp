#include "api-gateway/routes/deletion_routes.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "api-gateway/http/json_writer.hpp"
#include "api-gateway/routes/find_image.hpp"
#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/image_ids_body.hpp"
#include "api-gateway/routes/query_fields.hpp"

namespace pixferry::routes {
namespace {

http::Response done() {
  return {204, {}, {}};
}

http::Response delete_image(const DeletionParts& parts, const http::Request& request) {
  const auto id = image_id_in(request);
  if (!id) return unknown_image(request);
  const auto deleted =
      parts.disposal.delete_images(request.context, kDefaultOwner, std::span{&*id, 1});
  if (!deleted) return failure(deleted.error(), request);
  return deleted->empty() ? unknown_image(request) : done();
}

void write_ids(http::JsonWriter& json, std::string_view key, std::span<const ImageId> ids) {
  json.key(key).begin_array();
  for (const auto id : ids) json.value(id.value);
  json.end_array();
}

http::Response delete_images(const DeletionParts& parts, const http::Request& request) {
  const auto read = read_image_ids(request, parts.limits);
  if (const auto* problem = std::get_if<http::Problem>(&read)) {
    return http::to_response(*problem, request.request_id);
  }
  const auto& named = std::get<std::vector<ImageId>>(read);
  const auto deleted = parts.disposal.delete_images(request.context, kDefaultOwner, named);
  if (!deleted) return failure(deleted.error(), request);
  const std::set<ImageId> wanted{named.begin(), named.end()};
  std::vector<ImageId> unknown;
  std::ranges::set_difference(wanted, *deleted, std::back_inserter(unknown));
  http::JsonWriter json;
  json.begin_object();
  write_ids(json, "deleted", *deleted);
  write_ids(json, "not_found", unknown);
  json.end_object();
  return http::json_response(200, json.take());
}

ImagesOfDeletedJob images_of_job(QueryFields& query) {
  const auto images = query.text("images");
  if (images == "delete") return ImagesOfDeletedJob::remove;
  if (!images.empty() && images != "keep") {
    query.refuse("images", "unknown_value", "images must be keep or delete.");
  }
  return ImagesOfDeletedJob::keep;
}

http::Response delete_job(const DeletionParts& parts, const http::Request& request) {
  const auto id = JobId::parse(request.path_parameters.at("job_id"));
  if (!id) return unknown_job(request);
  QueryFields query{request.query};
  const auto images = images_of_job(query);
  if (!query.are_valid()) return query.problem(request.request_id);
  const auto deleted = parts.disposal.delete_job(request.context, kDefaultOwner, *id, images);
  if (!deleted && deleted.error().code == ErrorCode::job_not_found) return unknown_job(request);
  if (!deleted && deleted.error().code == ErrorCode::catalog_conflict) {
    return http::to_response(
        http::plain_problem(409, "job_active", deleted.error().message,
                            "POST /import/jobs/{job_id}/cancel ends it; what is imported stays."),
        request.request_id);
  }
  if (!deleted) return failure(deleted.error(), request);
  parts.feed.publish(*id);
  return done();
}

using Deletion = http::Response (*)(const DeletionParts&, const http::Request&);

}  // namespace

void add_deletion_routes(http::Router& router, const DeletionParts& parts) {
  const auto with_parts = [&](Deletion deletion) {
    return [parts, deletion](const http::Request& request) { return deletion(parts, request); };
  };
  using http::Access;
  router.add({"DELETE", "/images/{image_id}", with_parts(delete_image), Access::keyed});
  router.add({"POST", "/images/delete", with_parts(delete_images), Access::keyed});
  router.add({"DELETE", "/import/jobs/{job_id}", with_parts(delete_job), Access::keyed});
}

}  // namespace pixferry::routes
