#include "pipeline/platform/config_readers.hpp"

#include <algorithm>

#include "pipeline/platform/config_values.hpp"
#include "pipeline/platform/http_url.hpp"

namespace pixferry {
namespace {

Error wrong(std::string message) {
  return {ErrorCode::invalid_configuration, std::move(message)};
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
}

Result<> read_provider_url(std::string_view text, std::string& url) {
  auto address = parse_base_url(text);
  const bool is_safe = address && (address->scheme == "https" || is_loopback(address->host));
  if (!is_safe) return wrong("is not an https URL (http is taken for a loopback address only)");
  url = std::move(address->text);
  return {};
}

}  // namespace

Result<> read_data_dir(std::string_view text, Config& config) {
  config.data_dir = text;
  return {};
}

Result<> read_host(std::string_view text, Config& config) {
  if (!is_listen_host(text)) return wrong("is not an IP address or localhost");
  config.host = text;
  return {};
}

Result<> read_public_url(std::string_view text, Config& config) {
  auto address = parse_base_url(text);
  if (!address) return wrong("is not an http or https URL without user, query and fragment");
  config.public_url = std::move(address->text);
  return {};
}

Result<> read_api_keys(std::string_view text, Config& config) {
  constexpr std::size_t kKeyCharactersMin = 16;
  config.api_keys.clear();
  for (auto& key : parse_list(text)) {
    if (key.size() < kKeyCharactersMin) {
      return wrong(
          "has a key of fewer than 16 characters; `openssl rand -hex 24` makes a good one");
    }
    if (!is_visible_ascii(key)) {
      return wrong("has a key with blanks or characters outside ASCII, which no header can carry");
    }
    config.api_keys.emplace_back(std::move(key));
  }
  if (config.api_keys.empty()) return wrong("has no key in it");
  return {};
}

Result<> read_cors_origins(std::string_view text, Config& config) {
  config.cors_origins.clear();
  for (const auto& origin : parse_list(text)) {
    const auto address = parse_base_url(origin);
    if (!address || !address->path.empty()) {
      return wrong("is not a list of origins such as https://photos.example.com");
    }
    config.cors_origins.push_back(address->text);
  }
  return {};
}

Result<> read_token(std::string_view text, Secret& token) {
  if (!is_visible_ascii(text)) {
    return wrong("has blanks or characters that no key has; was it pasted with something else?");
  }
  token = Secret{std::string{text}};
  return {};
}

Result<> read_webhook_allowed_origins(std::string_view text, Config& config) {
  config.webhook_allowed_origins.clear();
  for (const auto& origin : parse_list(text)) {
    const auto address = parse_base_url(origin);
    const auto url = address && address->path.empty() ? parse_http_url(origin) : std::nullopt;
    if (!url) return wrong("is not a list of origins such as http://10.0.0.7:9000");
    config.webhook_allowed_origins.push_back(url->origin);
  }
  return {};
}

Result<> read_google_api_key(std::string_view text, Config& config) {
  return read_token(text, config.google_api_key);
}

Result<> read_google_drive_api_url(std::string_view text, Config& config) {
  return read_provider_url(text, config.google_drive_api_url);
}

Result<> read_google_drive_web_url(std::string_view text, Config& config) {
  return read_provider_url(text, config.google_drive_web_url);
}

Result<> read_dropbox_api_url(std::string_view text, Config& config) {
  return read_provider_url(text, config.dropbox.api_url);
}

Result<> read_dropbox_content_url(std::string_view text, Config& config) {
  return read_provider_url(text, config.dropbox.content_url);
}

Result<> read_log_level(std::string_view text, Config& config) {
  if (text == "debug") {
    config.log_level = log::Level::debug;
  } else if (text == "info") {
    config.log_level = log::Level::info;
  } else if (text == "warning" || text == "warn") {
    config.log_level = log::Level::warning;
  } else if (text == "error") {
    config.log_level = log::Level::error;
  } else {
    return wrong("is not debug, info, warning or error");
  }
  return {};
}

Result<> read_log_format(std::string_view text, Config& config) {
  if (text != "text" && text != "json") return wrong("is not text or json");
  config.log_format = text == "json" ? log::Format::json : log::Format::text;
  return {};
}

}  // namespace pixferry
