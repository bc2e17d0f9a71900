#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pixferry::http {

/// The threads on which requests are answered, with a bounded line before them. Thread-safe.
class RequestPool {
 public:
  using Task = std::function<void()>;

  RequestPool(int threads, std::size_t waiting_max);
  /// Runs what has begun to its end; what still waits is dropped.
  ~RequestPool();

  /// False if the line is full: the task was not taken.
  bool submit(Task task);
  /// For a part of what was taken before: it waits its turn, and is never refused.
  void go_on(Task task);

 private:
  void run(const std::stop_token& stop);

  const std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<Task> waiting_;
  std::vector<std::jthread> threads_;
};

}  // namespace pixferry::http
