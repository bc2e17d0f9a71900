#include "testing/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace pixferry {
namespace {

std::string content_of(const FileDescriptor& file) {
  std::string text;
  char buffer[4096];
  off_t offset = 0;
  while (true) {
    const auto count = ::pread(file.get(), buffer, sizeof buffer, offset);
    if (count <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
    offset += count;
  }
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

ChildProcess::ChildProcess(const Command& command)
    : output_(::memfd_create("output", MFD_CLOEXEC)),
      error_output_(::memfd_create("error", MFD_CLOEXEC)) {
  std::vector<std::string> arguments{command.program};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  std::vector<std::string> environment{"PATH=/usr/bin:/bin"};
  for (const auto& [name, value] : command.environment) environment.push_back(name + "=" + value);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, command.directory.c_str());
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output_.get(), 1);
  posix_spawn_file_actions_adddup2(&actions, error_output_.get(), 2);
  const int failed = ::posix_spawn(&id_, command.program.c_str(), &actions, nullptr,
                                   pointers_to(arguments).data(), pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command.program);
  handle_ = FileDescriptor{static_cast<int>(::syscall(SYS_pidfd_open, id_, 0))};
}

ChildProcess::~ChildProcess() {
  if (reaped_) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

void ChildProcess::send(int signal) const {
  ::kill(id_, signal);
}

int ChildProcess::wait(std::chrono::seconds at_most) {
  pollfd ended{.fd = handle_.get(), .events = POLLIN, .revents = 0};
  const auto milliseconds = std::chrono::milliseconds{at_most}.count();
  if (::poll(&ended, 1, static_cast<int>(milliseconds)) <= 0) return -1;
  int status = 0;
  ::waitpid(id_, &status, 0);
  reaped_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string ChildProcess::wait_for_error_text(const std::string& text,
                                              std::chrono::seconds at_most) const {
  std::string written;
  const auto is_there = [&] {
    written = error_output();
    return written.find(text) != std::string::npos;
  };
  return runs_until(is_there, at_most) ? written : std::string{};
}

bool ChildProcess::runs_until(const std::function<bool()>& condition,
                              std::chrono::seconds at_most) const {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (true) {
    // Asked first: what a process did before it ended counts.
    const bool ended = has_ended();
    if (condition()) return true;
    if (ended || std::chrono::steady_clock::now() > deadline) return false;
  }
}

bool ChildProcess::has_ended() const {
  pollfd ended{.fd = handle_.get(), .events = POLLIN, .revents = 0};
  return ::poll(&ended, 1, 10) > 0;
}

std::string ChildProcess::output() const {
  return content_of(output_);
}
std::string ChildProcess::error_output() const {
  return content_of(error_output_);
}

}  // namespace pixferry
