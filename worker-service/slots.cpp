#include "worker-service/slots.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::milliseconds kPatience{5};

}  // namespace

int Slots::wait_for_free(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  if (!freed_.wait(lock, stop, [&] { return free_ > 0; })) return 0;
  freed_.wait_for(lock, stop, kPatience, [&] { return free_ * 4 >= threads_; });
  return stop.stop_requested() ? 0 : free_;
}

void Slots::start(ClaimedFile file) {
  {
    const std::lock_guard lock{mutex_};
    files_.push_back(std::move(file));
    --free_;
  }
  started_.notify_one();
}

std::optional<ClaimedFile> Slots::next(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  if (!started_.wait(lock, stop, [&] { return !files_.empty(); })) return std::nullopt;
  std::optional<ClaimedFile> file{std::move(files_.front())};
  files_.pop_front();
  return file;
}

void Slots::finished() {
  {
    const std::lock_guard lock{mutex_};
    ++free_;
  }
  freed_.notify_one();
}

}  // namespace pixferry
