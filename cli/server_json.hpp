#pragma once

#include <boost/json/object.hpp>

#include <vector>

#include "cli/job_details.hpp"
#include "pipeline/model/image.hpp"

namespace pixferry {

/// What a server says of a job, as the catalog would. Error: `network`, it is no job.
Result<JobSnapshot> job_from(const boost::json::object& object);

/// What failed of it: the reply to GET /import/jobs/ID/failures.
std::vector<FailureGroup> failures_from(const boost::json::object& reply);

/// What the table of images shows. Error: `network`, it is no image.
Result<Image> image_from(const boost::json::object& object);

/// The objects in an array of a reply.
std::vector<boost::json::object> objects_at(const boost::json::object& reply, std::string_view key);

}  // namespace pixferry
