#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/catalog/postgres/postgres_config.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// Where and how to connect, as libpq takes it.
struct PostgresAddress {
  std::vector<std::pair<std::string, std::string>> options;
  std::string server;  ///< "host:port/database", to be shown
  Secret password;

  /// The text of others without the password, should it hold it.
  std::string scrubbed(std::string_view text) const;
};

/// Error: `invalid_configuration` for what is no PostgreSQL URL, without showing any of it.
Result<PostgresAddress> parse_postgres_url(const PostgresConfig& config);

/// The sslmode of a connection: what the URL itself says; with a CA file verify-full (verify-ca
/// where the URL says so); otherwise `prefer` for hosts on this machine or in a private network
/// (loopback and private addresses, names of one label, names below .internal, sockets) and
/// `require` for all others. `hosts` may be several, with commas between them.
std::string_view choose_sslmode(std::string_view of_url, std::string_view hosts, bool has_ca_file);

}  // namespace pixferry
