#pragma once

#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// `invalid_folder_url`, for a link that is not imported from. `reason` is a sentence for the user.
Error link_refusal(std::string_view reason);

}  // namespace pixferry
