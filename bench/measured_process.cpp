#include "bench/measured_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace pixferry::bench {
namespace {

std::chrono::duration<double> duration_of(const timeval& time) {
  return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
}

std::chrono::duration<double> cpu_of(const rusage& usage) {
  return duration_of(usage.ru_utime) + duration_of(usage.ru_stime);
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

MeasuredProcess::MeasuredProcess(const Command& command)
    : name_(command.words.at(0)), began_(std::chrono::steady_clock::now()) {
  auto words = command.words;
  std::vector<std::string> environment{"PATH=/usr/bin:/bin"};
  for (const auto& [name, value] : command.environment) environment.push_back(name + "=" + value);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, command.output_path.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  const int failed = ::posix_spawn(&id_, name_.c_str(), &actions, nullptr,
                                   pointers_to(words).data(), pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + name_);
  handle_ = FileDescriptor{static_cast<int>(::syscall(SYS_pidfd_open, id_, 0))};
}

MeasuredProcess::~MeasuredProcess() {
  if (id_ < 0) return;
  ::kill(id_, SIGTERM);
  ::waitpid(id_, nullptr, 0);
}

Cost MeasuredProcess::wait() {
  int status = 0;
  rusage usage{};
  ::wait4(id_, &status, 0, &usage);
  id_ = -1;
  if (status != 0) throw std::runtime_error(name_ + " failed; see its output");
  return {.wall = std::chrono::steady_clock::now() - began_,
          .cpu = cpu_of(usage),
          .resident_bytes_max = std::int64_t{usage.ru_maxrss} * 1024};
}

bool MeasuredProcess::ends_within(std::chrono::milliseconds time) const {
  pollfd ended{.fd = handle_.get(), .events = POLLIN, .revents = 0};
  return ::poll(&ended, 1, static_cast<int>(time.count())) > 0;
}

std::int64_t MeasuredProcess::resident_bytes() const {
  std::ifstream file{"/proc/" + std::to_string(id_) + "/statm"};
  std::int64_t all = 0;
  std::int64_t resident = 0;
  file >> all >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

std::chrono::duration<double> MeasuredProcess::cpu_so_far() const {
  // Nanoseconds on a CPU, of the process's clock.
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(id_, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

std::chrono::duration<double> own_cpu_time() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return cpu_of(usage);
}

}  // namespace pixferry::bench
