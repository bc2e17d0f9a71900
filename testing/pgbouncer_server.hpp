#pragma once

#include <cstdint>
#include <string>

#include "testing/child_process.hpp"
#include "testing/postgres_server.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// A pgbouncer in transaction mode before that server: a client holds a server connection only for
/// the length of a transaction, and gets another one for the next.
class PgbouncerServer {
 public:
  /// The package to install where there is no pgbouncer, otherwise empty.
  static std::string missing_package();

  explicit PgbouncerServer(const PostgresServer& server);

  std::string url(const std::string& database) const {
    return PostgresServer::url_at(port_, database);
  }

 private:
  TemporaryDirectory folder_;
  std::uint16_t port_;
  ChildProcess process_;
};

/// The pooler of this test program, before its shared server.
PgbouncerServer& shared_pgbouncer();

}  // namespace pixferry
