#include "pipeline/start_import.hpp"

#include <fmt/format.h>

#include "pipeline/platform/crash_point.hpp"
#include "pipeline/recognise_link.hpp"

namespace pixferry {

Result<StartedImport> StartImport::run(const Context& context, const ImportRequest& request) {
  const auto known = recognise_link({request.folder_url, request.source, request.password},
                                    parts_.providers, parts_.limits);
  if (!known) return known.error();

  const NewJob job{
      .id = JobId::from_random(parts_.random.bits(), parts_.random.bits()),
      .owner = request.owner,
      .root = known->root,
      .folder_url = known->link.public_url(),
      .options = request.options,
      .trace_parent = request.trace_parent,
  };
  crash_point("start_import.before_commit");
  const auto created = parts_.ledger.create(context, job);
  if (!created) return created.error();
  crash_point("start_import.after_commit");
  if (created->already_running && !created->same_options) {
    return Error{ErrorCode::catalog_conflict,
                 fmt::format("job {} is importing this folder with other options; wait for its end "
                             "or cancel it first",
                             created->id.text())};
  }
  // Should the push be lost, the housekeeper announces the job: it is committed either way.
  (void)parts_.queue.push({created->id, WorkKind::listing});
  return StartedImport{created->id, created->already_running};
}

}  // namespace pixferry
