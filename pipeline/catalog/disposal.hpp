#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/ids.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// What becomes of the images of a job that is deleted.
enum class ImagesOfDeletedJob {
  keep,
  remove,  ///< those that it imported and that no other job has found
};

/// Takes images and jobs out of the catalog. Their objects stay where they are: the collector
/// removes them once nothing names them. Every method is one transaction of bounded size, and may
/// be called by any thread of any process. Errors: `catalog_*`, `stopped`; after one nothing was
/// changed, except that a commit whose answer was lost may stand, so each may be called again.
class Disposal {
 public:
  static constexpr std::size_t kImagesMax = 1000;

  /// `rows_max` is how many files delete_rows() takes at once.
  Disposal(Database& database, const Clock& clock, int rows_max = 1000)
      : database_(database), clock_(clock), rows_max_(rows_max) {}

  /// Deletes up to kImagesMax images; answers which of them there were, in the order of their ids.
  /// The files that they came from stay imported. When they are imported again they are new images.
  Result<std::vector<ImageId>> delete_images(const Context& context, std::string_view owner,
                                             std::span<const ImageId> images);

  /// A finished job: nobody finds it any more from then on, and delete_rows() clears it away. As
  /// long as that goes on the same call changes nothing. Errors besides: `job_not_found`;
  /// `catalog_conflict` for a job that is active.
  Result<> delete_job(const Context& context, std::string_view owner, const JobId& job,
                      ImagesOfDeletedJob images);

  /// Clears the next rows of deleted jobs away, with the images that go with them. Whether there
  /// may be more: otherwise none are left, or others are at it.
  Result<bool> delete_rows(const Context& context);

 private:
  Database& database_;
  const Clock& clock_;
  int rows_max_;
};

}  // namespace pixferry
