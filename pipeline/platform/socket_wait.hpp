#pragma once

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/context.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// Waits for a socket, for as long as a context allows. Used by one thread at a time.
class SocketWait {
 public:
  enum class End { ready, stopped, late };

  explicit SocketWait(const Clock& clock);
  /// `events` as poll takes them. A socket that broke is ready.
  End wait(int socket, short events, const Context& context);

 private:
  const Clock& clock_;
  FileDescriptor stop_signal_;
};

}  // namespace pixferry
