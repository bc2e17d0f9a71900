#include "pipeline/platform/socket_wait.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace pixferry {
namespace {

using std::chrono::milliseconds;

/// A later deadline is looked at again after this.
constexpr milliseconds kPollMax{3'600'000};

}  // namespace

SocketWait::SocketWait(const Clock& clock)
    : clock_(clock), stop_signal_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

SocketWait::End SocketWait::wait(int socket, short events, const Context& context) {
  const std::stop_callback signal{context.stop, [this] { ::eventfd_write(stop_signal_.get(), 1); }};
  while (true) {
    if (context.is_stopped()) return End::stopped;
    const auto left = context.deadline - clock_.steady();
    if (left <= Instant::duration::zero()) return End::late;
    const auto patience = left < kPollMax ? std::chrono::ceil<milliseconds>(left) : kPollMax;
    std::array<pollfd, 2> awaited{pollfd{socket, events, 0}, pollfd{stop_signal_.get(), POLLIN, 0}};
    ::poll(awaited.data(), awaited.size(), static_cast<int>(patience.count()));
    if (awaited[0].revents != 0) return End::ready;
    // It may be the signal of an earlier context, which came too late for that one.
    eventfd_t count = 0;
    if (awaited[1].revents != 0) ::eventfd_read(stop_signal_.get(), &count);
  }
}

}  // namespace pixferry
