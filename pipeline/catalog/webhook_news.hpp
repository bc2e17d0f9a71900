#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/catalog/statements.hpp"

namespace pixferry {

/// Writes a delivery for each webhook that wants to know that these jobs have ended, in the
/// transaction that ends them. The jobs are locked, and stand as they ended.
void tell_webhooks(Statements& tx, const std::vector<std::string>& ended_jobs, std::int64_t now_ms);

}  // namespace pixferry
