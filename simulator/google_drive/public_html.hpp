#pragma once

#include <string>
#include <string_view>

#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// '&', '<', '>', '"' and "'" as Google escapes them.
std::string html_escaped(std::string_view text);

/// What the confirming request has to carry besides "confirm".
inline constexpr std::string_view kConfirmationUuid = "00000000-0000-4000-8000-000000000000";

inline constexpr std::string_view kHtmlType = "text/html; charset=utf-8";

// The pages that come in place of a file or a folder.

/// 302 to accounts.google.com.
Response sign_in_redirect();
/// 200: "Google Drive - Virus scan warning", with the form that has to be sent back.
Response virus_scan_page(std::string_view file_id, std::string_view name);
/// 200: "Google Drive - Quota exceeded".
Response quota_page();
/// 200: the owner keeps viewers from downloading.
Response no_permission_page();
/// 404, as a page.
Response not_found_page();

}  // namespace pixferry::simulator
