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
  while (true) {
    const bool is_signal = sigwaitinfo(&set, nullptr) > 0;
    if (ended.stop_requested()) return;
    if (!is_signal) continue;
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

Signals::~Signals() {
  watcher_.request_stop();
  pthread_kill(watcher_.native_handle(), SIGTERM);  // wakes it
}

void Signals::wait() const {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock{mutex};
  changed.wait(lock, asked_.get_token(), [] { return false; });
}

}  // namespace pixferry
