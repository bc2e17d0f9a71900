#include "testing/postgres_server.hpp"

#include <libpq-fe.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "testing/free_port.hpp"
#include "testing/loopback_tls.hpp"
#include "testing/server_process.hpp"

namespace pixferry {
namespace {

constexpr const char* kPostgresUser = "postgres";
constexpr const char* kPackage = "postgresql-15";

/// Where Debian keeps the programs of the newest version.
std::string programs() {
  std::error_code none;
  std::filesystem::path newest;
  for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none)) {
    if (std::filesystem::exists(version.path() / "bin/initdb")) {
      newest = std::max(newest, version.path() / "bin");
    }
  }
  return newest.string();
}

struct Session {
  explicit Session(const std::string& url) : connection(PQconnectdb(url.c_str())) {}
  ~Session() { PQfinish(connection); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  std::string ask(const std::string& statement) const {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result{
        PQexec(connection, statement.c_str()), PQclear};
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK) return {};
    if (status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection));
    return PQntuples(result.get()) == 0 ? "" : PQgetvalue(result.get(), 0, 0);
  }

  PGconn* connection;
};

}  // namespace

std::string PostgresServer::missing_package() {
  return programs().empty() ? kPackage : "";
}

PostgresServer::PostgresServer(const std::string& tls_host) : port_(free_port()) {
  give_to(kPostgresUser, folder_.path());
  ChildProcess initdb{
      command("initdb", {"--pgdata=" + folder_ / "data", "--username=postgres", "--auth=trust",
                         "--encoding=UTF8", "--locale=C", "--no-sync"})};
  if (initdb.wait() != 0) throw std::runtime_error("initdb failed: " + initdb.error_output());
  write_access_rules();
  if (!tls_host.empty()) write_certificate(tls_host);
  start();
  run("postgres", {"CREATE ROLE locked LOGIN PASSWORD 'sesame'", "CREATE ROLE anon LOGIN"});
}

PostgresServer::~PostgresServer() {
  // An immediate shutdown frees the shared memory, which a kill does not.
  process_->send(SIGQUIT);
  process_->wait();
}

void PostgresServer::write_access_rules() {
  std::ofstream rules{folder_ / "data/pg_hba.conf"};
  rules << "host all locked 127.0.0.1/32 scram-sha-256\n"
        << "host all all 127.0.0.1/32 trust\n";
}

void PostgresServer::write_certificate(const std::string& host) {
  pixferry::write_certificate(host, certificate(), key());
  std::filesystem::permissions(key(), std::filesystem::perms::owner_read);
  give_to(kPostgresUser, certificate());
  give_to(kPostgresUser, key());
  tls_ = "on";
}

void PostgresServer::crash() {
  process_->send(SIGQUIT);
  process_->wait();
}

void PostgresServer::start() {
  std::vector<std::string> arguments{"-D", folder_ / "data", "-p", std::to_string(port_)};
  for (const auto& setting :
       {std::string{"listen_addresses=127.0.0.1"}, std::string{"unix_socket_directories="},
        std::string{"fsync=off"}, std::string{"full_page_writes=off"}, std::string{"jit=off"},
        std::string{"deadlock_timeout=50ms"}, std::string{"client_min_messages=warning"},
        std::string{"max_connections=200"}, std::string{"shared_buffers=64MB"}, "ssl=" + tls_,
        "ssl_cert_file=" + certificate(), "ssl_key_file=" + key()}) {
    arguments.insert(arguments.end(), {"-c", setting});
  }
  process_ = std::make_unique<ChildProcess>(command("postgres", std::move(arguments)));
  const auto is_up = [&] { return PQping(url("postgres").c_str()) == PQPING_OK; };
  if (!process_->runs_until(is_up)) {
    throw std::runtime_error("PostgreSQL does not start: " + process_->error_output());
  }
}

std::string PostgresServer::url_at(std::uint16_t port, const std::string& database) {
  return "postgresql://postgres@127.0.0.1:" + std::to_string(port) + "/" + database;
}

std::string PostgresServer::lend_database() {
  if (!idle_databases_.empty()) {
    auto name = std::move(idle_databases_.back());
    idle_databases_.pop_back();
    return name;
  }
  const auto name = "catalog_" + std::to_string(++databases_);
  run("postgres", {"CREATE DATABASE " + name + " TEMPLATE template0"});
  return name;
}

void PostgresServer::take_back(const std::string& name) {
  run(name, {"DROP SCHEMA IF EXISTS pixferry CASCADE"});
  idle_databases_.push_back(name);
}

void PostgresServer::run(const std::string& database, const std::vector<std::string>& statements) {
  const Session session{url(database)};
  for (const auto& statement : statements) session.ask(statement);
}

std::string PostgresServer::ask(const std::string& database, const std::string& query) {
  return Session{url(database)}.ask(query);
}

ChildProcess::Command PostgresServer::command(const std::string& program,
                                              std::vector<std::string> arguments) const {
  return run_as(kPostgresUser, {.program = programs() + "/" + program,
                                .arguments = std::move(arguments),
                                .environment = {{"LC_ALL", "C"}},
                                .directory = folder_.path()});
}

PostgresServer& shared_postgres() {
  static PostgresServer server;
  return server;
}

}  // namespace pixferry
