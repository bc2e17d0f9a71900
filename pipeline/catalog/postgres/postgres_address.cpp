#include "pipeline/catalog/postgres/postgres_address.hpp"

#include "pipeline/platform/address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <map>
#include <memory>

namespace pixferry {
namespace {

using Options = std::map<std::string, std::string>;

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

Error no_url() {
  return {ErrorCode::invalid_configuration,
          "DATABASE_URL is no PostgreSQL URL; write postgresql://user:password@host:5432/database, "
          "with the characters @ : / ? # % of the password as %40 %3A %2F %3F %23 %25."};
}

std::string value_of(const Options& options, const std::string& key) {
  const auto found = options.find(key);
  return found == options.end() ? std::string{} : found->second;
}

/// A password with an unescaped '@' or '/' spills into the parts behind it.
bool is_spilt(const Options& options) {
  const auto port = value_of(options, "port");
  const bool is_port =
      std::ranges::all_of(port, [](char c) { return (c >= '0' && c <= '9') || c == ','; });
  return !is_port || value_of(options, "host").find('@') != std::string::npos ||
         value_of(options, "dbname").find('@') != std::string::npos;
}

std::optional<Options> options_of(const std::string& url) {
  if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) return std::nullopt;
  // Its message shows parts of the URL, so it is not read.
  const std::unique_ptr<PQconninfoOption, FreeOptions> parsed{
      PQconninfoParse(url.c_str(), nullptr)};
  if (!parsed) return std::nullopt;
  Options options;
  for (const auto* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) options.emplace(option->keyword, option->val);
  }
  if (is_spilt(options)) return std::nullopt;
  return options;
}

bool is_private_ipv4(const std::string& host) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  return ::inet_pton(AF_INET, host.c_str(), &address.sin_addr) == 1 &&
         !is_public_address(reinterpret_cast<const sockaddr&>(address));
}

bool is_private_ipv6(const std::string& host) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  return ::inet_pton(AF_INET6, host.c_str(), &address.sin6_addr) == 1 &&
         !is_public_address(reinterpret_cast<const sockaddr&>(address));
}

bool is_near(std::string_view host) {
  if (host.empty() || host.starts_with('/') || host.starts_with('@')) return true;
  if (host.find(':') != std::string_view::npos) return is_private_ipv6(std::string{host});
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.find('.') == std::string_view::npos) return true;
  return host.ends_with(".internal") || is_private_ipv4(std::string{host});
}

std::string shown(const Options& options) {
  const auto host = value_of(options, "host");
  const auto port = value_of(options, "port");
  return fmt::format("{}{}{}/{}", host.empty() ? value_of(options, "hostaddr") : host,
                     port.empty() ? "" : ":", port, value_of(options, "dbname"));
}

}  // namespace

std::string_view choose_sslmode(std::string_view of_url, std::string_view hosts, bool has_ca_file) {
  if (has_ca_file) return of_url == "verify-ca" ? of_url : "verify-full";
  if (!of_url.empty()) return of_url;
  while (true) {
    const auto comma = hosts.find(',');
    if (!is_near(hosts.substr(0, comma))) return "require";
    if (comma == std::string_view::npos) return "prefer";
    hosts.remove_prefix(comma + 1);
  }
}

std::string PostgresAddress::scrubbed(std::string_view text) const {
  std::string clean{text};
  if (password.empty()) return clean;
  const auto& secret = password.reveal();
  for (auto at = clean.find(secret); at != std::string::npos; at = clean.find(secret, at)) {
    clean.replace(at, secret.size(), "***");
    at += 3;
  }
  return clean;
}

Result<PostgresAddress> parse_postgres_url(const PostgresConfig& config) {
  auto options = options_of(config.url.reveal());
  if (!options) return no_url();
  PostgresAddress address{
      .options = {}, .server = shown(*options), .password = Secret{value_of(*options, "password")}};
  auto host = value_of(*options, "hostaddr");
  if (host.empty()) host = value_of(*options, "host");
  (*options)["sslmode"] =
      choose_sslmode(value_of(*options, "sslmode"), host, !config.ca_file.empty());
  if (!config.ca_file.empty()) (*options)["sslrootcert"] = config.ca_file;
  (*options)["client_encoding"] = "UTF8";
  // What the URL says of these stays.
  options->emplace("application_name", "pixferry");
  options->emplace("gssencmode", "disable");
  options->emplace("keepalives_idle", "30");
  options->emplace("keepalives_interval", "10");
  options->emplace("keepalives_count", "3");
  options->emplace("tcp_user_timeout", std::to_string(config.connect_max.count()));
  address.options.assign(options->begin(), options->end());
  return address;
}

}  // namespace pixferry
