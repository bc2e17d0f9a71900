#include "pipeline/platform/config_dropbox_variables.hpp"

#include "pipeline/platform/config_readers.hpp"
#include "pipeline/platform/config_values.hpp"

namespace pixferry {
namespace {

using Reader = std::function<Result<>(std::string_view, Config&)>;

Reader token(Secret Config::Dropbox::*member) {
  return [member](std::string_view text, Config& config) {
    return read_token(text, config.dropbox.*member);
  };
}

Result<> read_rate(std::string_view text, Config& config) {
  const auto rate = parse_integer(text, 0, 10'000);
  if (!rate) {
    return Error{ErrorCode::invalid_configuration, "is not a whole number from 0 to 10000"};
  }
  config.dropbox.rate = static_cast<int>(*rate);
  return {};
}

void add_credentials(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "DROPBOX_ACCESS_TOKEN",
                   .takes = "an access token",
                   .example = "sl.your-access-token",
                   .purpose = "Reads shared Dropbox folders until it ends, after four hours as a "
                              "rule; made in the app console at dropbox.com/developers/apps.",
                   .is_secret = true,
                   .read = token(&Config::Dropbox::access_token)});
  table.push_back({.name = "DROPBOX_REFRESH_TOKEN",
                   .takes = "a refresh token",
                   .example = "your-refresh-token",
                   .purpose = "Gives access tokens that are renewed by themselves; needs "
                              "DROPBOX_APP_KEY and DROPBOX_APP_SECRET.",
                   .is_secret = true,
                   .read = token(&Config::Dropbox::refresh_token)});
  table.push_back({.name = "DROPBOX_APP_KEY",
                   .takes = "an app key",
                   .example = "your-app-key",
                   .purpose = "The app that the refresh token was given to.",
                   .is_secret = true,
                   .read = token(&Config::Dropbox::app_key)});
  table.push_back({.name = "DROPBOX_APP_SECRET",
                   .takes = "an app secret",
                   .example = "your-app-secret",
                   .purpose = "That app's secret; key and secret alone let the app ask without a "
                              "user.",
                   .is_secret = true,
                   .read = token(&Config::Dropbox::app_secret)});
}

}  // namespace

void add_dropbox_variables(std::vector<ConfigVariable>& table) {
  add_credentials(table);
  table.push_back({.name = "DROPBOX_API_URL",
                   .takes = "an https URL, or http to a loopback address",
                   .default_value = "https://api.dropboxapi.com",
                   .example = "http://127.0.0.1:9700/dropbox/api",
                   .purpose = "Where the Dropbox API answers; another one is for simulators.",
                   .read = read_dropbox_api_url});
  table.push_back({.name = "DROPBOX_CONTENT_URL",
                   .takes = "an https URL, or http to a loopback address",
                   .default_value = "https://content.dropboxapi.com",
                   .example = "http://127.0.0.1:9700/dropbox/content",
                   .purpose = "Where Dropbox gives out bytes; another one is for simulators.",
                   .read = read_dropbox_content_url});
  table.push_back(
      {.name = "DROPBOX_RATE",
       .takes = "a whole number from 0 to 10000",
       .default_value = "0",
       .example = "50",
       .purpose = "Requests a second to Dropbox at most; 0 goes by what Dropbox allows.",
       .read = read_rate});
}

}  // namespace pixferry
