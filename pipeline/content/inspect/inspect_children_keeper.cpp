#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <utility>

#include "pipeline/content/inspect/inspect_children.hpp"

namespace pixferry {
namespace {

Error start_failure(std::string_view why) {
  return {ErrorCode::inspector_unavailable,
          fmt::format("The process that looks into images does not start: {}. Allow more processes "
                      "and memory, or set THUMBNAILS=off.",
                      why)};
}

}  // namespace

void InspectChildren::keep_ready(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    discard_useless();
    start_missing(stop);
    wait_for_change();
  }
}

void InspectChildren::discard_useless() {
  std::vector<Child> useless;  // reaped behind the lock
  const std::lock_guard lock{mutex_};
  for (auto& child : idle_) {
    if (!child->is_useless()) continue;
    // One that ends by itself would do so again, as often as it is started.
    if (child->answers() == 0) start_failure_ = start_failure("it ended before it saw an image");
    useless.push_back(std::move(child));
  }
  std::erase(idle_, nullptr);
  if (!useless.empty()) changed_.notify_all();
}

/// All at once, so that their starts run beside each other.
void InspectChildren::start_missing(const std::stop_token& stop) {
  int count = 0;
  {
    const std::lock_guard lock{mutex_};
    if (!start_failure_) count = missing();
    starting_ = count;
  }
  std::vector<Result<Child>> started;
  for (int i = 0; i < count; ++i) {
    started.push_back(ChildConnection::start(clock_, options_.command));
  }
  const auto context = Context{stop}.until(clock_.steady() + options_.start_time_max);
  std::optional<Error> failure;
  for (auto& child : started) {
    auto is_ready = ready(context, std::move(child));
    if (!is_ready) failure = start_failure(is_ready.error().message);
    const std::lock_guard lock{mutex_};
    --starting_;
    if (is_ready) idle_.insert(idle_.begin(), *std::move(is_ready));
    if (starting_ == 0) start_failure_ = failure;
    changed_.notify_all();
  }
}

Result<InspectChildren::Child> InspectChildren::ready(const Context& context,
                                                      Result<Child> started) {
  if (!started) return started;
  const auto hello = (*started)->receive_hello(context);
  if (!hello) return hello.error();
  const bool is_news = !hello->filters_system_calls && !was_unfiltered_told_;
  was_unfiltered_told_ = was_unfiltered_told_ || is_news;
  if (is_news && options_.when_unfiltered) options_.when_unfiltered();
  return started;
}

/// Until the bell rings, or a process that nobody uses ends. One that is lent meanwhile may answer:
/// then it is looked around once for nothing.
void InspectChildren::wait_for_change() {
  std::vector<pollfd> awaited{{.fd = bell_.get(), .events = POLLIN, .revents = 0}};
  {
    const std::lock_guard lock{mutex_};
    for (const auto& child : idle_) awaited.push_back({child->socket(), POLLIN, 0});
  }
  ::poll(awaited.data(), awaited.size(), -1);
  eventfd_t count = 0;
  if (awaited.front().revents != 0) ::eventfd_read(bell_.get(), &count);
}

void InspectChildren::ring() {
  ::eventfd_write(bell_.get(), 1);
}

}  // namespace pixferry
