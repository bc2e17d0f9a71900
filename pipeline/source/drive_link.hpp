#pragma once

#include <string_view>

#include "pipeline/source/link.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry {

/// Whether links of that host are links to something in Google's Drive or its documents.
bool is_drive_host(std::string_view host);

/// The Drive folder or file that an address of such a host names. Error: `invalid_folder_url`; the
/// message is one sentence that says what the address names instead.
Result<Link> parse_drive_link(const WebAddress& address);

}  // namespace pixferry
