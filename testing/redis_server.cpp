#include "testing/redis_server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <stdexcept>

#include "testing/free_port.hpp"
#include "testing/private_authority.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

constexpr auto kRedisServer = "/usr/bin/redis-server";
constexpr auto kHost = "127.0.0.1";

}  // namespace

bool RedisServer::is_installed() {
  return ::access(kRedisServer, X_OK) == 0;
}

RedisServer::RedisServer(const Options& options) : port_(free_port()) {
  url_ = {.is_tls = options.is_tls,
          .host = kHost,
          .port = port_,
          .user = options.user,
          .password = Secret{options.password}};
  write_settings(options);
  start();
}

void RedisServer::write_settings(const Options& options) {
  std::ofstream file{directory_ / "redis.conf"};
  file << fmt::format("bind {}\nsave \"\"\nappendonly no\ndir {}\n", kHost, directory_.path());
  if (options.is_tls) {
    const PrivateAuthority authority;
    const auto certified = authority.certify(kHost);
    ca_file_ = directory_ / "ca.pem";
    std::ofstream{ca_file_} << authority.certificate();
    std::ofstream{directory_ / "server.pem"} << certified.certificate;
    std::ofstream{directory_ / "server.key"} << certified.key;
    file << fmt::format(
        "port 0\ntls-port {}\ntls-auth-clients no\ntls-cert-file {}\ntls-key-file {}\n"
        "tls-ca-cert-file {}\n",
        port_, directory_ / "server.pem", directory_ / "server.key", ca_file_);
  } else {
    file << fmt::format("port {}\n", port_);
  }
  if (!options.user.empty()) {
    file << fmt::format("user default off\nuser {} on >{} {}\n", options.user, options.password,
                        options.rules);
  }
  file << options.settings << '\n';
}

RedisConfig RedisServer::config() const {
  static std::atomic<int> count = 0;
  return {.url = url_, .ca_file = ca_file_, .key_prefix = fmt::format("{{test{}}}", ++count)};
}

RedisReply RedisServer::run(const RedisCommand& command) const {
  const SystemClock clock;
  const Context context{.stop = {}, .deadline = clock.steady() + 10s};
  auto connection = RedisConnection::open(context, config(), clock);
  if (!connection) {
    ADD_FAILURE() << connection.error().message;
    return {};
  }
  auto reply = (*connection)->command(context, command);
  if (reply) return *reply;
  ADD_FAILURE() << reply.error().message;
  return {};
}

void RedisServer::kill() {
  process_.reset();
}

void RedisServer::start() {
  // A test program that crashes leaves no server behind.
  process_.emplace(ChildProcess::Command{
      .program = "/usr/bin/setpriv",
      .arguments = {"--pdeathsig", "KILL", kRedisServer, directory_ / "redis.conf"},
      .environment = {},
      .directory = directory_.path()});
  const SystemClock clock;
  const bool answers = process_->runs_until([&] {
    const Context soon{.stop = {}, .deadline = clock.steady() + 1s};
    return static_cast<bool>(RedisConnection::open(soon, config(), clock));
  });
  if (!answers) throw std::runtime_error("redis-server does not start: " + process_->output());
}

void RedisServer::freeze() const {
  process_->send(SIGSTOP);
}
void RedisServer::thaw() const {
  process_->send(SIGCONT);
}

}  // namespace pixferry
