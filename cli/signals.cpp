#include "cli/signals.hpp"

#include <signal.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "cli/exit_code.hpp"

namespace pixferry {
namespace {

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

void watch(const std::stop_token& ended, std::stop_source& asked) {
  const auto set = watched_signals();
  const timespec poll{.tv_sec = 0, .tv_nsec = 200'000'000};
  while (!ended.stop_requested()) {
    if (sigtimedwait(&set, nullptr, &poll) < 0) continue;
    if (asked.stop_requested()) ::_exit(number(ExitCode::interrupted));
    asked.request_stop();
  }
}

}  // namespace

Signals::Signals() {
  const auto set = watched_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  // A write beyond `ulimit -f` is an error of that write, not the end of the process.
  ::signal(SIGXFSZ, SIG_IGN);
  watcher_ = std::jthread{[this](const std::stop_token& ended) { watch(ended, asked_); }};
}

Signals::~Signals() = default;

void Signals::wait() const {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock{mutex};
  changed.wait(lock, asked_.get_token(), [] { return false; });
}

}  // namespace pixferry
