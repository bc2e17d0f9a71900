#include "api-gateway/http/request_pool.hpp"

namespace pixferry::http {

RequestPool::RequestPool(int threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
  }
}

RequestPool::~RequestPool() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
}

bool RequestPool::submit(Task task) {
  {
    const std::lock_guard lock{mutex_};
    if (waiting_.size() >= waiting_max_) return false;
    waiting_.push_back(std::move(task));
  }
  arrived_.notify_one();
  return true;
}

void RequestPool::go_on(Task task) {
  {
    const std::lock_guard lock{mutex_};
    waiting_.push_back(std::move(task));
  }
  arrived_.notify_one();
}

void RequestPool::run(const std::stop_token& stop) {
  while (true) {
    Task task;
    {
      std::unique_lock lock{mutex_};
      arrived_.wait(lock, stop, [this] { return !waiting_.empty(); });
      if (stop.stop_requested()) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    task();
  }
}

}  // namespace pixferry::http
