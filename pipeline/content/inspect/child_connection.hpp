#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "pipeline/content/inspect/inspector_options.hpp"
#include "pipeline/content/inspect/protocol.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/context.hpp"
#include "pipeline/platform/socket_wait.hpp"

namespace pixferry {

/// An inspecting process and its parent's end of the socket to it. Killed and reaped at the end of
/// the scope. Used by one thread at a time; it dies with the thread that started it.
class ChildConnection {
 public:
  /// Does not wait for the process to be ready. Errors: `inspector_unavailable`.
  static Result<std::unique_ptr<ChildConnection>> start(const Clock& clock,
                                                        const InspectorCommand& command);
  ~ChildConnection() { kill(); }
  ChildConnection(const ChildConnection&) = delete;
  ChildConnection& operator=(const ChildConnection&) = delete;

  /// The first frame of a new process. Errors: `internal`, with what became of the process, and
  /// what the context ends with.
  Result<InspectorHello> receive_hello(const Context& context);

  /// Shows it the file, under the next number, and waits for the answer; the process is of no
  /// further use after an error. Errors: as above.
  Result<InspectionReply> ask(const Context& context, InspectionRequest request, int file);

  /// Whether the process hung up, or said something that nobody asked for.
  bool is_useless() const;
  int socket() const { return socket_.get(); }
  int answers() const { return answers_; }

 private:
  ChildConnection(const Clock& clock, FileDescriptor socket, pid_t id)
      : socket_(std::move(socket)), wait_(clock), id_(id) {}

  Result<std::vector<std::byte>> receive_frame(const Context& context, FrameKind kind);
  Result<> receive(const Context& context, std::span<std::byte> into);
  Error hung_up();
  int kill();

  FileDescriptor socket_;
  SocketWait wait_;
  pid_t id_;  ///< -1: reaped
  int answers_ = 0;
};

}  // namespace pixferry
