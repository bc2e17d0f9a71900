#include "pipeline/content/inspect/inspect_children.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/platform/wait.hpp"

namespace pixferry {

LentChild::LentChild(LentChild&& other) noexcept
    : owner_(std::exchange(other.owner_, nullptr)),
      child_(std::move(other.child_)),
      memory_bytes_(other.memory_bytes_),
      is_kept_(other.is_kept_) {}

LentChild::~LentChild() {
  if (owner_ == nullptr) return;
  if (!is_kept_) child_.reset();
  owner_->take_back(std::move(child_), memory_bytes_);
}

InspectChildren::InspectChildren(const Clock& clock, const InspectorOptions& options,
                                 FileDescriptor bell)
    : clock_(clock),
      options_(options),
      bell_(std::move(bell)),
      memory_bytes_free_(options.memory_bytes_max),
      keeper_([this](const std::stop_token& stop) { keep_ready(stop); }) {}

InspectChildren::~InspectChildren() {
  keeper_.request_stop();
  ring();
  keeper_.join();
}

Result<LentChild> InspectChildren::lend(const Context& context, const ChildNeed& asked) {
  auto need = asked;
  need.memory_bytes = std::min(need.memory_bytes, options_.memory_bytes_max);
  Child displaced;  // ends behind the lock
  std::unique_lock lock{mutex_};
  const auto ticket = stand_in_line(need);
  const bool goes_on = wait_until(changed_, lock, context, clock_, [&] {
    if (auto child = displaced_for(ticket, need)) displaced = std::move(child);
    return can_go_on(ticket, need);
  });
  std::erase(line_, ticket);
  changed_.notify_all();
  if (!goes_on && context.is_stopped()) {
    return Error{ErrorCode::stopped, "The work was called off."};
  }
  if (!goes_on) return Error{ErrorCode::timeout, "No process was free to look into the image."};
  const auto found = fitting(need);
  if (found == idle_.end()) return *start_failure_;
  auto child = std::move(idle_[static_cast<std::size_t>(found - idle_.begin())]);
  idle_.erase(found);
  ++lent_;
  memory_bytes_free_ -= need.memory_bytes;
  return LentChild{*this, std::move(child), need.memory_bytes};
}

void InspectChildren::take_back(Child child, std::int64_t memory_bytes) {
  const std::lock_guard lock{mutex_};
  --lent_;
  memory_bytes_free_ += memory_bytes;
  if (child) idle_.push_back(std::move(child));
  changed_.notify_all();
  ring();
}

/// Whoever comes asks for another try where starting failed before.
std::uint64_t InspectChildren::stand_in_line(const ChildNeed& need) {
  const auto ticket = ++last_ticket_;
  line_.insert(need.is_second_look ? line_.begin() : line_.end(), ticket);
  if (start_failure_) {
    start_failure_.reset();
    ring();
  }
  return ticket;
}

bool InspectChildren::can_go_on(std::uint64_t ticket, const ChildNeed& need) const {
  if (line_.front() != ticket) return false;
  if (start_failure_ && idle_.empty() && lent_ == 0) return true;
  return need.memory_bytes <= memory_bytes_free_ && fitting(need) != idle_.end();
}

std::vector<InspectChildren::Child>::const_iterator InspectChildren::fitting(
    const ChildNeed& need) const {
  // While no process can be started, a second look makes do with what there is.
  if (!need.is_second_look || start_failure_) {
    return idle_.empty() ? idle_.end() : std::prev(idle_.end());
  }
  return std::ranges::find_if(idle_, [](const auto& child) { return child->answers() == 0; });
}

/// A process that makes room for a new one: where all are there, and none of them is new.
InspectChildren::Child InspectChildren::displaced_for(std::uint64_t ticket, const ChildNeed& need) {
  const bool is_next = line_.front() == ticket;
  const bool wants_new = need.is_second_look && !start_failure_ && fitting(need) == idle_.end();
  if (!is_next || !wants_new || idle_.empty() || starting_ + missing() > 0) return nullptr;
  auto child = std::move(idle_.back());
  idle_.pop_back();
  ring();
  return child;
}

int InspectChildren::missing() const {
  return options_.children - lent_ - starting_ - static_cast<int>(idle_.size());
}

}  // namespace pixferry
