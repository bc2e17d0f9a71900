#pragma once

#include <string>
#include <string_view>

#include "pipeline/source/link.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry {

/// Whether links of that host are links to something in Dropbox.
bool is_dropbox_host(std::string_view host);

/// The shared folder or file that an address of such a host names. Error: `invalid_folder_url`; the
/// message is one sentence that says what the address names instead.
Result<Link> parse_dropbox_link(const WebAddress& address);

/// The shared link that Dropbox's API is given, made of a Link's or a FolderRef's two parts: a
/// value for a request's JSON, never fetched. Without the resource key it can be shown.
std::string dropbox_url(std::string_view id, std::string_view resource_key);

}  // namespace pixferry
