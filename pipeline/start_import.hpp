#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/ledger.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/platform/random.hpp"
#include "pipeline/platform/secret.hpp"
#include "pipeline/queue/work_queue.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

struct ImportRequest {
  std::string owner;
  std::string folder_url;            ///< as the user gave it; parsed to ids and then forgotten
  std::optional<SourceKind> source;  ///< set where the route names the provider
  ImportOptions options;
  Secret password = {};  ///< of the link, where it needs one; kept with the job
  std::string trace_parent = {};  ///< of the request, as `traceparent` has it; kept with the job
};

struct StartedImport {
  JobId job;
  bool already_running = false;  ///< the active job of the same folder
};

/// From a link to a job: the first step. Thread-safe. No provider is called here, so a bad link
/// fails at once and creates nothing, and a job that was answered is committed.
class StartImport {
 public:
  struct Parts {
    std::vector<SourceProvider*> providers;
    Ledger& ledger;
    WorkQueue& queue;
    Random& random;
    const Limits& limits;
  };

  explicit StartImport(Parts parts) : parts_(std::move(parts)) {}

  /// Errors: `invalid_folder_url`; `catalog_conflict` where the folder is being imported with other
  /// options (the message names the job); `catalog_unavailable`.
  Result<StartedImport> run(const Context& context, const ImportRequest& request);

 private:
  Parts parts_;
};

}  // namespace pixferry
