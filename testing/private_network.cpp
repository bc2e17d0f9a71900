#include "testing/private_network.hpp"

#include <fcntl.h>
#include <sched.h>

#include <cerrno>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {
namespace {

constexpr auto kUnshare = "/usr/bin/unshare";
constexpr auto kEnter = "/usr/bin/nsenter";
constexpr auto kIp = "/sbin/ip";

/// The namespaces live as long as the process that waits at the end of this.
constexpr auto kMake = R"(
"$1" link set lo up &&
"$1" route add local 0.0.0.0/0 dev lo &&
mount --bind "$2" /etc/hosts &&
echo ready &&
exec tail -f /dev/null
)";

}  // namespace

std::string PrivateNetwork::what_is_missing() {
  for (const auto* program : {kUnshare, kEnter, kIp}) {
    if (!std::filesystem::exists(program)) return std::string{"there is no "} + program;
  }
  ChildProcess trial{
      {.program = kUnshare, .arguments = {"--mount", "--net", "/bin/true"}, .environment = {}}};
  if (trial.wait() == 0) return {};
  return "namespaces cannot be made here (CAP_SYS_ADMIN): " + trial.error_output();
}

PrivateNetwork::PrivateNetwork(const std::string& hosts) {
  std::ofstream{directory_ / "hosts"} << hosts;
  holder_ = std::make_unique<ChildProcess>(ChildProcess::Command{
      .program = kUnshare,
      .arguments = {"--mount", "--net", "/bin/sh", "-c", kMake, "sh", kIp, directory_ / "hosts"},
      .environment = {}});
  const auto is_ready = [&] { return holder_->output() == "ready\n"; };
  if (!holder_->runs_until(is_ready)) throw std::runtime_error(holder_->error_output());
}

ChildProcess::Command PrivateNetwork::inside(const ChildProcess::Command& command) const {
  auto entering = command;
  entering.program = kEnter;
  entering.arguments = {"--target", std::to_string(holder_->id()), "--mount", "--net",
                        command.program};
  entering.arguments.insert(entering.arguments.end(), command.arguments.begin(),
                            command.arguments.end());
  return entering;
}

void PrivateNetwork::run_inside(const std::function<void()>& what) const {
  const auto path = "/proc/" + std::to_string(holder_->id()) + "/ns/net";
  std::exception_ptr thrown;
  std::jthread{[&] {
    try {
      const FileDescriptor network{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
      if (!network || ::setns(network.get(), CLONE_NEWNET) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot enter the network");
      }
      what();
    } catch (const std::exception&) {
      thrown = std::current_exception();
    }
  }}.join();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace pixferry
