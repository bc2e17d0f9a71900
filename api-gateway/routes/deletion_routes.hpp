#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/disposal.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/progress/progress_feed.hpp"

namespace pixferry::routes {

/// What images and jobs are deleted with; all of it outlives the router.
struct DeletionParts {
  Disposal& disposal;
  ProgressFeed& feed;
  const Limits& limits;
};

/// DELETE /images/{image_id}, POST /images/delete and DELETE /import/jobs/{job_id}
void add_deletion_routes(http::Router& router, const DeletionParts& parts);

}  // namespace pixferry::routes
