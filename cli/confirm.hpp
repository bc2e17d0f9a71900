#pragma once

#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// Whether the user wants what cannot be taken back. `is_agreed` answers for him; otherwise he is
/// asked on his terminal, and anything but yes is no. Error: `invalid_request` where nobody sits.
Result<bool> confirm(std::string_view question, bool is_agreed);

}  // namespace pixferry
