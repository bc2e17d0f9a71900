#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

#include "testing/loopback_server.hpp"

namespace pixferry {

/// A TCP proxy before a server on 127.0.0.1 that breaks what passes through it. Thread-safe.
class FaultProxy {
 public:
  explicit FaultProxy(std::uint16_t server_port);

  std::uint16_t port() const { return server_.port(); }
  /// Once, when a client sends these bytes: hangs up on both sides, and the server never sees them.
  void cut_before(const std::string& bytes) { arm(bytes, Cut::before); }
  /// Once, when a client sends these bytes: passes them on, and hangs up on both sides when the
  /// server has answered, without the answer.
  void cut_after(const std::string& bytes) { arm(bytes, Cut::after); }
  /// Once, when a client sends these bytes: passes on all up to them and nothing of what follows,
  /// as if the client had frozen in the middle of its message. Both sides stay connected.
  void freeze_after(const std::string& bytes) { arm(bytes, Cut::frozen); }
  /// The connections that are open now fall silent: what is sent on them arrives nowhere.
  void silence_open_connections() { silent_up_to_ = opened_.load(); }

 private:
  enum class Cut { none, before, after, frozen };
  void arm(const std::string& bytes, Cut cut);
  /// What is to be done with these bytes; of a frozen client's they are shortened.
  Cut cut(std::string& bytes);
  void relay(LoopbackConnection& client);

  std::uint16_t server_port_;
  std::mutex mutex_;
  std::string trigger_;
  Cut armed_ = Cut::none;
  std::atomic<int> opened_ = 0;
  std::atomic<int> silent_up_to_ = 0;
  LoopbackServer server_;  ///< last: its scripts use all of the above
};

}  // namespace pixferry
