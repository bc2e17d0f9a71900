#include "cli/shared_catalog.hpp"

#include <fmt/format.h>

namespace pixferry {

Result<> require_shared_catalog(const Config& config, std::string_view command) {
  if (!config.database_url.empty()) return {};
  return Error{ErrorCode::invalid_configuration,
               fmt::format("DATABASE_URL is not set: `pixferry {}` shares its catalog with other "
                           "processes, on PostgreSQL; set it, or run `pixferry serve`, which needs "
                           "none",
                           command)};
}

}  // namespace pixferry
