#pragma once

#include <stop_token>
#include <thread>

namespace pixferry {

/// SIGINT and SIGTERM as a stop token: the first asks for a drain, the second ends the process at
/// once with 130. Made in main before any other thread, so that all of them inherit the mask.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  std::stop_token stop_token() const { return asked_.get_token(); }
  bool were_received() const { return asked_.stop_requested(); }
  /// Returns when a signal has come.
  void wait() const;

 private:
  std::stop_source asked_;
  std::jthread watcher_;
};

}  // namespace pixferry
