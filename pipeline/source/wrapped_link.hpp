#pragma once

#include <optional>
#include <string>

#include "pipeline/model/result.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry {

/// The address that a mail program or a chat hid in one of its own, to see who clicks on it:
/// "www.google.com/url?q=…" and the like. Nothing if the address is none of those. Error:
/// `invalid_folder_url`; the parameter is there more than once.
std::optional<Result<std::string>> wrapped_address(const WebAddress& address);

}  // namespace pixferry
