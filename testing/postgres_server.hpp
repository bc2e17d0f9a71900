#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "testing/child_process.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// A PostgreSQL server of our own on a port of 127.0.0.1, gone with all its data at the end of the
/// scope. Everybody is trusted but the user `locked`, whose password is "sesame". It writes without
/// fsync: what is committed survives its own crash, though not one of the machine. Starting takes
/// about a second, so a test program shares one.
class PostgresServer {
 public:
  /// The package to install where there is no PostgreSQL, otherwise empty.
  static std::string missing_package();

  /// With `tls_host` it speaks TLS as well, by a certificate for that host which it signed itself.
  explicit PostgresServer(const std::string& tls_host = "");
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// Ends the server in the middle of whatever it does; start() recovers.
  void crash();
  void start();

  /// The certificate, for clients that trust it.
  std::string certificate() const { return folder_ / "server.crt"; }
  std::uint16_t port() const { return port_; }
  std::string url(const std::string& database) const { return url_at(port_, database); }
  /// The same database by way of another port, where a pooler or a proxy listens.
  static std::string url_at(std::uint16_t port, const std::string& database);

  /// An empty database by its name. Taken back, it is emptied for the next test: to make another
  /// takes much longer.
  std::string lend_database();
  void take_back(const std::string& name);
  /// Runs statements as the superuser, each by itself; throws if one is refused.
  void run(const std::string& database, const std::vector<std::string>& statements);
  /// The first column of the first row.
  std::string ask(const std::string& database, const std::string& query);

 private:
  ChildProcess::Command command(const std::string& program,
                                std::vector<std::string> arguments) const;
  std::string key() const { return folder_ / "server.key"; }
  void write_access_rules();
  void write_certificate(const std::string& host);

  TemporaryDirectory folder_;
  std::uint16_t port_;
  std::string tls_ = "off";
  std::unique_ptr<ChildProcess> process_;
  std::vector<std::string> idle_databases_;
  int databases_ = 0;
};

/// The server of this test program, started when it is first asked for.
PostgresServer& shared_postgres();

}  // namespace pixferry
