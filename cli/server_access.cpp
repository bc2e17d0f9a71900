#include "cli/server_access.hpp"

#include <fmt/format.h>

#include <boost/url/parse.hpp>
#include <fstream>

#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kKeyBytesMax = 4096;

std::string variable(const Environment& environment, std::string_view name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string{} : found->second;
}

Result<std::string> first_line_of(const std::string& path) {
  std::ifstream file{path};
  std::string line;
  if (!std::getline(file, line) || line.size() > kKeyBytesMax) {
    return Error{
        ErrorCode::invalid_configuration,
        fmt::format("PIXFERRY_API_KEY_FILE={}: there is no key to be read", printable(path))};
  }
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

Result<std::string> key_in(const GlobalOptions& options, const Environment& environment) {
  if (!options.api_key.empty()) return options.api_key;
  if (auto key = variable(environment, "PIXFERRY_API_KEY"); !key.empty()) return key;
  const auto path = variable(environment, "PIXFERRY_API_KEY_FILE");
  return path.empty() ? std::string{} : first_line_of(path);
}

/// Of http or https, with a host, and nothing behind the path.
bool is_server_url(const std::string& text) {
  const auto url = boost::urls::parse_uri(text);
  return url && (url->scheme() == "http" || url->scheme() == "https") && !url->host().empty() &&
         !url->has_userinfo() && !url->has_query() && !url->has_fragment();
}

}  // namespace

Result<std::optional<ServerAccess>> server_access(const GlobalOptions& options,
                                                  const Environment& environment) {
  auto url = options.server.empty() ? variable(environment, "PIXFERRY_SERVER") : options.server;
  if (url.empty()) return std::optional<ServerAccess>{};
  if (!is_server_url(url)) {
    return Error{ErrorCode::invalid_configuration,
                 "the server must be named by a URL such as http://127.0.0.1:8000"};
  }
  while (url.ends_with('/')) url.pop_back();
  auto key = key_in(options, environment);
  if (!key) return key.error();
  return std::optional{ServerAccess{std::move(url), Secret{*std::move(key)}}};
}

}  // namespace pixferry
