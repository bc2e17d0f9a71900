#include "pipeline/delete_jobs.hpp"

#include "pipeline/platform/crash_point.hpp"

namespace pixferry {

Result<> DeleteJobs::run(const Context& context) {
  while (!context.is_stopped()) {
    const auto more = disposal_.delete_rows(context);
    if (!more) return more.error();
    if (!*more) return {};
    crash_point("delete_jobs.rows_deleted");
  }
  return {};
}

}  // namespace pixferry
