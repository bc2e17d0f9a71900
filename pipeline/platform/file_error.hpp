#pragma once

#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// What a failed system call on a file of ours means: `storage_full` for a full disk or a used-up
/// quota, `storage_unavailable` for everything else, with the cure where there is one. `attempt`
/// says what was tried, and on what: "write to /data/tmp".
Error file_error(int error_number, std::string_view attempt);

}  // namespace pixferry
