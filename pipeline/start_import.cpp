#include "pipeline/start_import.hpp"

#include <fmt/format.h>

#include "pipeline/platform/crash_point.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry {

Result<StartedImport> StartImport::run(const Context& context, const ImportRequest& request) {
  auto link = parse_link(request.folder_url, parts_.limits);
  if (!link) return link.error();
  link->password = request.password.reveal();
  const auto root = recognise(*link, request.source);
  if (!root) return root.error();

  const NewJob job{
      .id = JobId::from_random(parts_.random.bits(), parts_.random.bits()),
      .owner = request.owner,
      .root = *root,
      .folder_url = link->public_url(),
      .options = request.options,
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

Result<FolderRef> StartImport::recognise(const Link& link, std::optional<SourceKind> wanted) const {
  if (wanted && *wanted != link.source) {
    return Error{ErrorCode::invalid_folder_url,
                 fmt::format("this is a {} link, and a {} folder was asked for; use the route of "
                             "its provider, or POST /import, which takes both",
                             title(link.source), title(*wanted))};
  }
  for (const auto* provider : parts_.providers) {
    if (provider->kind() == link.source) return provider->recognise(link);
  }
  return Error{ErrorCode::invalid_folder_url,
               fmt::format("{} links cannot be imported by this release", title(link.source))};
}

}  // namespace pixferry
