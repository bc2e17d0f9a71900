#pragma once

#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// For an id that is malformed or nobody's.
Error no_such_job(std::string_view text);

}  // namespace pixferry
