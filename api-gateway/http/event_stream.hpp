#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace pixferry::http {

/// Server-sent events on their way from whoever makes them to one connection, which takes them when
/// it has written those before. Thread-safe; neither side ever waits for the other.
class EventStream {
 public:
  /// One event in its wire format, shared by all connections it goes to.
  using Text = std::shared_ptr<const std::string>;

  /// Maker: to be sent behind what waits. Nothing once the connection has gone or finish() was
  /// called.
  void send(Text event);
  /// Maker: the same, and in the place of an earlier update that still waits.
  void update(Text event);
  /// Maker: the connection ends when everything before is out.
  void finish();
  /// Maker: whether little enough waits to send more. The connection does not refuse more; who
  /// keeps to this keeps its memory bounded.
  bool has_room() const;
  /// Maker: whether nobody will read any more.
  bool is_over() const;

  /// What is to be sent now; `is_last`: and nothing after it.
  struct Batch {
    std::string text;
    bool is_last = false;
  };

  /// Connection: `wake` is called, on any thread, when there is something to take that was not
  /// there at the last take(); at once if there is something already. It must not wait nor call
  /// this.
  void open(std::function<void()> wake);
  Batch take();
  /// Connection: has gone. No call of `wake` begins or goes on after this.
  void close();

 private:
  struct Waiting {
    Text text;
    bool is_update;
  };

  void add(Waiting event);
  void call_wake();

  mutable std::mutex mutex_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::function<void()> wake_;
  bool is_woken_ = false;
  bool is_finished_ = false;
  bool is_closed_ = false;
};

}  // namespace pixferry::http
