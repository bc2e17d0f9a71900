#include "testing/pgbouncer_server.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "testing/free_port.hpp"
#include "testing/server_process.hpp"

namespace pixferry {
namespace {

constexpr const char* kPgbouncer = "/usr/sbin/pgbouncer";
constexpr const char* kPgbouncerUser = "postgres";

ChildProcess::Command command(const TemporaryDirectory& folder, std::uint16_t port,
                              const PostgresServer& server) {
  const auto settings = folder / "pgbouncer.ini";
  std::ofstream{settings} << "[databases]\n* = host=127.0.0.1 user=postgres port=" << server.port()
                          << "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " << port
                          << "\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 8\n"
                             "max_client_conn = 400\nquery_wait_timeout = 10\nunix_socket_dir =\n";
  give_to(kPgbouncerUser, folder.path());
  return run_as(kPgbouncerUser,
                {.program = kPgbouncer, .arguments = {settings}, .directory = folder.path()});
}

}  // namespace

std::string PgbouncerServer::missing_package() {
  return std::filesystem::exists(kPgbouncer) ? "" : "pgbouncer";
}

PgbouncerServer::PgbouncerServer(const PostgresServer& server)
    : port_(free_port()), process_(command(folder_, port_, server)) {
  if (!process_.runs_until([&] { return static_cast<bool>(connect_to(port_)); })) {
    throw std::runtime_error("pgbouncer does not start: " + process_.error_output());
  }
}

PgbouncerServer& shared_pgbouncer() {
  static PgbouncerServer pooler{shared_postgres()};
  return pooler;
}

}  // namespace pixferry
