#include "pipeline/platform/config_gateway_variables.hpp"

#include "pipeline/platform/config_values.hpp"

namespace pixferry {
namespace {

using Reader = std::function<Result<>(std::string_view, Config&)>;

constexpr std::string_view kRate = "a whole number from 0 to 1000000";

/// Stores a number of times a minute.
Reader rate(int Config::*rate) {
  return [rate](std::string_view text, Config& config) -> Result<> {
    const auto value = parse_integer(text, 0, 1'000'000);
    if (!value) return Error{ErrorCode::invalid_configuration, "is not " + std::string{kRate}};
    config.*rate = static_cast<int>(*value);
    return {};
  };
}

Reader directory(std::string Config::*directory) {
  return [directory](std::string_view text, Config& config) -> Result<> {
    config.*directory = std::string{text};
    return {};
  };
}

Result<> read_trusted_proxies(std::string_view text, Config& config) {
  config.trusted_proxies.clear();
  for (const auto& part : parse_list(text)) {
    const auto range = AddressRange::parse(part);
    if (!range) {
      return Error{ErrorCode::invalid_configuration,
                   "is not a list of addresses and blocks such as 10.0.0.0/8"};
    }
    config.trusted_proxies.push_back(*range);
  }
  return {};
}

}  // namespace

void add_gateway_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "WRITES_PER_MINUTE",
                   .takes = kRate,
                   .default_value = "600",
                   .example = "6000",
                   .purpose = "How many requests that change something one key, or one address "
                              "without keys, may send; 0 for any number.",
                   .read = rate(&Config::writes_per_minute)});
  table.push_back({.name = "FAILED_KEYS_PER_MINUTE",
                   .takes = kRate,
                   .default_value = "30",
                   .example = "10",
                   .purpose = "How many wrong API keys one address may send before it is refused "
                              "for a while; 0 for any number.",
                   .read = rate(&Config::failed_keys_per_minute)});
  table.push_back({.name = "TRUSTED_PROXIES",
                   .takes = "addresses and blocks of them, separated by commas",
                   .example = "10.0.0.0/8",
                   .purpose = "The proxies in front of this server, whose X-Forwarded-For says "
                              "where a request comes from.",
                   .read = read_trusted_proxies});
  table.push_back({.name = "WEB_DIR",
                   .takes = "a directory",
                   .example = "/usr/share/pixferry/web",
                   .purpose = "The built web app, with its index.html; the one beside the program "
                              "unless set.",
                   .read = directory(&Config::web_dir)});
  table.push_back({.name = "API_DOCS_DIR",
                   .takes = "a directory",
                   .example = "/usr/share/pixferry/api_docs",
                   .purpose = "The viewer that /docs shows the contract with; the one beside the "
                              "program unless set.",
                   .read = directory(&Config::api_docs_dir)});
}

}  // namespace pixferry
