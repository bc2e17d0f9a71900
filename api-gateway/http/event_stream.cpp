#include "api-gateway/http/event_stream.hpp"

#include <utility>

namespace pixferry::http {
namespace {

constexpr std::size_t kWaitingBytesMax = 256u << 10;

}  // namespace

void EventStream::send(Text event) {
  const std::lock_guard lock{mutex_};
  add({std::move(event), false});
}

void EventStream::update(Text event) {
  const std::lock_guard lock{mutex_};
  std::erase_if(waiting_, [this](const Waiting& waiting) {
    if (waiting.is_update) waiting_bytes_ -= waiting.text->size();
    return waiting.is_update;
  });
  add({std::move(event), true});
}

void EventStream::add(Waiting event) {
  if (is_finished_ || is_closed_) return;
  waiting_bytes_ += event.text->size();
  waiting_.push_back(std::move(event));
  call_wake();
}

void EventStream::finish() {
  const std::lock_guard lock{mutex_};
  is_finished_ = true;
  call_wake();
}

bool EventStream::has_room() const {
  const std::lock_guard lock{mutex_};
  return waiting_bytes_ < kWaitingBytesMax;
}

bool EventStream::is_over() const {
  const std::lock_guard lock{mutex_};
  return is_closed_ || is_finished_;
}

void EventStream::open(std::function<void()> wake) {
  const std::lock_guard lock{mutex_};
  wake_ = std::move(wake);
  if (!waiting_.empty() || is_finished_) call_wake();
}

EventStream::Batch EventStream::take() {
  const std::lock_guard lock{mutex_};
  is_woken_ = false;
  Batch batch;
  batch.text.reserve(waiting_bytes_);
  for (const auto& waiting : waiting_) batch.text += *waiting.text;
  waiting_.clear();
  waiting_bytes_ = 0;
  batch.is_last = is_finished_;
  return batch;
}

void EventStream::close() {
  const std::lock_guard lock{mutex_};
  is_closed_ = true;
  wake_ = {};
  waiting_ = {};
  waiting_bytes_ = 0;
}

/// Called under the lock, so that close() waits for it.
void EventStream::call_wake() {
  if (!wake_ || std::exchange(is_woken_, true)) return;
  wake_();
}

}  // namespace pixferry::http
