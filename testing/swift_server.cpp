#include "testing/swift_server.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"
#include "testing/free_port.hpp"

namespace pixferry {
namespace {

struct Program {
  const char* path;
  const char* package;
};

constexpr std::array kPrograms{Program{"/usr/bin/swift-proxy-server", "swift-proxy"},
                               Program{"/usr/bin/swift-account-server", "swift-account"},
                               Program{"/usr/bin/swift-container-server", "swift-container"},
                               Program{"/usr/bin/swift-object-server", "swift-object"},
                               Program{"/usr/bin/memcached", "memcached"}};

/// One device, one replica, for each kind of server.
constexpr std::string_view kMakeRings = R"(import sys
from swift.common.ring import RingBuilder
for argument in sys.argv[1:]:
    name, port = argument.split('=')
    builder = RingBuilder(6, 1, 0)
    builder.add_dev(dict(region=1, zone=1, weight=1, device='d1', meta='',
                         ip='127.0.0.1', port=int(port),
                         replication_ip='127.0.0.1', replication_port=int(port)))
    builder.rebalance()
    builder.get_ring().save(name + '.ring.gz')
)";

std::string user_name() {
  const auto* const entry = ::getpwuid(::geteuid());
  return entry == nullptr ? "root" : entry->pw_name;
}

/// What the settings of all servers begin with.
std::string defaults(const std::string& directory, std::uint16_t port) {
  return fmt::format(
      "[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {}\nuser = {}\nswift_dir = {}\ndevices = "
      "{}/srv\n"
      "mount_check = false\nworkers = 0\nfallocate_reserve = 0\ndisable_fallocate = true\n"
      "log_level = ERROR\n",
      port, user_name(), directory, directory);
}

std::string storage_server(std::string_view kind) {
  return fmt::format(
      "[pipeline:main]\npipeline = {0}-server\n[app:{0}-server]\nuse = egg:swift#{0}\n", kind);
}

std::string proxy_server(std::uint16_t cache_port) {
  std::string text =
      "[pipeline:main]\n"
      "pipeline = catch_errors proxy-logging cache listing_formats bulk s3api tempauth slo dlo "
      "versioned_writes proxy-logging proxy-server\n"
      "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n"
      // A server that was not up yet at the first request is asked again all the same.
      "error_suppression_interval = 0\n"
      "[filter:s3api]\nuse = egg:swift#s3api\nlocation = us-east-1\n"
      "[filter:tempauth]\nuse = egg:swift#tempauth\nuser_test_tester = testing .admin\n";
  text += fmt::format("[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:{}\n",
                      cache_port);
  for (const auto* filter : {"catch_errors", "listing_formats", "bulk", "slo", "dlo"}) {
    text += fmt::format("[filter:{0}]\nuse = egg:swift#{0}\n", filter);
  }
  return text +
         "[filter:proxy-logging]\nuse = egg:swift#proxy_logging\n"
         "[filter:versioned_writes]\nuse = egg:swift#versioned_writes\n";
}

}  // namespace

std::optional<std::string> SwiftServer::missing_package() {
  const auto* const missing = std::ranges::find_if(
      kPrograms, [](const Program& program) { return ::access(program.path, X_OK) != 0; });
  if (missing == kPrograms.end()) return std::nullopt;
  return missing->package;
}

SwiftServer::SwiftServer()
    : ports_{free_port(), free_port(), free_port(), free_port(), free_port()} {
  write_settings();
  write_rings();
  start("/usr/bin/memcached", {"-u", user_name(), "-l", "127.0.0.1", "-p",
                               std::to_string(ports_.cache), "-U", "0", "-m", "32"});
  for (const auto* kind : {"account", "container", "object", "proxy"}) {
    start(fmt::format("/usr/bin/swift-{}-server", kind),
          {fmt::format("{}/{}-server.conf", directory_.path(), kind)});
  }
  const bool answers = processes_.back().runs_until(
      [&] { return all_listen() && try_to_store("first") && try_to_store("first/object"); });
  if (!answers) throw std::runtime_error("Swift does not start: " + complaints());
}

void SwiftServer::write_settings() {
  const auto& directory = directory_.path();
  std::filesystem::create_directories(directory + "/srv/d1");
  const auto write = [&](std::string_view name, const std::string& text) {
    std::ofstream{fmt::format("{}/{}", directory, name)} << text;
  };
  write("swift.conf",
        "[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n"
        "[storage-policy:0]\nname = gold\ndefault = yes\n");
  write("account-server.conf", defaults(directory, ports_.account) + storage_server("account"));
  write("container-server.conf",
        defaults(directory, ports_.container) + storage_server("container"));
  write("object-server.conf", defaults(directory, ports_.object) + storage_server("object"));
  write("proxy-server.conf", defaults(directory, ports_.proxy) + proxy_server(ports_.cache));
}

void SwiftServer::write_rings() {
  ChildProcess rings{
      {.program = "/usr/bin/python3",
       .arguments = {"-c", std::string{kMakeRings}, fmt::format("account={}", ports_.account),
                     fmt::format("container={}", ports_.container),
                     fmt::format("object={}", ports_.object)},
       .directory = directory_.path()}};
  if (rings.wait() != 0) throw std::runtime_error("no rings of Swift: " + rings.error_output());
}

void SwiftServer::start(const std::string& program, std::vector<std::string> arguments) {
  processes_.emplace_back(ChildProcess::Command{
      .program = program, .arguments = std::move(arguments), .directory = directory_.path()});
}

std::string SwiftServer::endpoint() const {
  return fmt::format("http://127.0.0.1:{}", ports_.proxy);
}

void SwiftServer::make_bucket(const std::string& name) {
  if (!try_to_store(name)) throw std::runtime_error("Swift makes no bucket " + name);
}

bool SwiftServer::all_listen() const {
  const auto ports = {ports_.proxy, ports_.account, ports_.container, ports_.object};
  return std::ranges::all_of(ports, [](std::uint16_t port) {
    const auto origin = fmt::format("http://127.0.0.1:{}", port);
    const SystemClock clock;
    HttpClient http{{.trusted_origins = {origin}}, clock, Limits{}};
    return static_cast<bool>(http.send({}, {.url = origin + "/healthcheck"}));
  });
}

/// PUT of "BUCKET" or "BUCKET/KEY" without a body.
bool SwiftServer::try_to_store(const std::string& place) {
  const SystemClock clock;
  HttpClient http{{.trusted_origins = {endpoint()}}, clock, Limits{}};
  const auto entry = http.send({}, {.url = endpoint() + "/auth/v1.0",
                                    .headers = {{"X-Auth-User", std::string{kAccessKeyId}},
                                                {"X-Auth-Key", std::string{kSecretAccessKey}}}});
  if (!entry || !entry->is_success()) return false;
  const auto stored =
      http.send({}, {.method = "PUT",
                     .url = fmt::format("{}/{}", entry->header("X-Storage-Url"), place),
                     .headers = {{"X-Auth-Token", std::string{entry->header("X-Auth-Token")}}}});
  return stored && stored->is_success();
}

std::string SwiftServer::complaints() const {
  std::string text;
  for (const auto& process : processes_) text += process.output() + process.error_output();
  return text;
}

}  // namespace pixferry
