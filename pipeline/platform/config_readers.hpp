#pragma once

#include <string_view>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// One reader for each variable that is more than a number, a duration or a flag: it checks the
/// text and stores it. The Error's message goes on after the value: "is not an https URL".
Result<> read_data_dir(std::string_view text, Config& config);
Result<> read_host(std::string_view text, Config& config);
Result<> read_public_url(std::string_view text, Config& config);
Result<> read_api_keys(std::string_view text, Config& config);
Result<> read_cors_origins(std::string_view text, Config& config);
Result<> read_webhook_allowed_origins(std::string_view text, Config& config);
Result<> read_google_api_key(std::string_view text, Config& config);
Result<> read_google_drive_api_url(std::string_view text, Config& config);
Result<> read_google_drive_web_url(std::string_view text, Config& config);
Result<> read_dropbox_api_url(std::string_view text, Config& config);
Result<> read_dropbox_content_url(std::string_view text, Config& config);
/// For a key or a token: visible ASCII, as it is sent in a header.
Result<> read_token(std::string_view text, Secret& token);
Result<> read_log_level(std::string_view text, Config& config);
Result<> read_log_format(std::string_view text, Config& config);

}  // namespace pixferry
