#include "cli/no_such_job.hpp"

#include <fmt/format.h>

#include "pipeline/platform/printable_text.hpp"

namespace pixferry {

Error no_such_job(std::string_view text) {
  return {ErrorCode::job_not_found,
          fmt::format("there is no job {}; `pixferry jobs` lists them", printable(text))};
}

}  // namespace pixferry
