#include "pipeline/content/inspect/child_connection.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "pipeline/content/inspect/descriptor_passing.hpp"
#include "pipeline/content/inspect/frame.hpp"
#include "pipeline/content/inspect/spawn_child.hpp"

namespace pixferry {

Result<std::unique_ptr<ChildConnection>> ChildConnection::start(const Clock& clock,
                                                                const InspectorCommand& command) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return Error{ErrorCode::inspector_unavailable,
                 fmt::format("cannot make a socket: {}", ::strerrordesc_np(errno))};
  }
  FileDescriptor ours{ends[0]};
  const FileDescriptor theirs{ends[1]};
  const auto id = spawn_child(command, theirs.get());
  if (!id) return id.error();
  return std::unique_ptr<ChildConnection>{new ChildConnection{clock, std::move(ours), *id}};
}

Result<InspectorHello> ChildConnection::receive_hello(const Context& context) {
  const auto payload = receive_frame(context, FrameKind::hello);
  if (!payload) return payload.error();
  return decode_hello(*payload);
}

Result<InspectionReply> ChildConnection::ask(const Context& context, InspectionRequest request,
                                             int file) {
  request.number = answers_ + 1;
  if (!send_with_descriptor(socket_.get(), encode_request(request), file)) return hung_up();
  const auto payload = receive_frame(context, FrameKind::reply);
  if (!payload) return payload.error();
  auto reply = decode_reply(*payload);
  if (reply && reply->number != request.number) return protocol_error("it answered out of turn");
  ++answers_;
  return reply;
}

bool ChildConnection::is_useless() const {
  pollfd ended{.fd = socket_.get(), .events = POLLIN, .revents = 0};
  return ::poll(&ended, 1, 0) != 0;
}

Result<std::vector<std::byte>> ChildConnection::receive_frame(const Context& context,
                                                              FrameKind kind) {
  std::array<std::byte, kFrameHeadBytes> head_bytes;
  if (auto got = receive(context, head_bytes); !got) return got.error();
  const auto head = decode_frame_head(head_bytes);
  if (!head) return head.error();
  if (head->kind != kind) return protocol_error("it spoke out of turn");
  std::vector<std::byte> payload(head->payload_bytes);
  if (auto got = receive(context, payload); !got) return got.error();
  return payload;
}

Result<> ChildConnection::receive(const Context& context, std::span<std::byte> into) {
  while (!into.empty()) {
    const auto end = wait_.wait(socket_.get(), POLLIN, context);
    if (end == SocketWait::End::stopped) {
      return Error{ErrorCode::stopped, "The work was called off."};
    }
    if (end == SocketWait::End::late) return Error{ErrorCode::timeout, "it took too long"};
    const auto got = ::recv(socket_.get(), into.data(), into.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) return hung_up();
    into = into.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

Error ChildConnection::hung_up() {
  // A process that dies closes its socket after its fate is decided: killing it changes nothing.
  const int status = kill();
  if (WIFEXITED(status)) {
    return {ErrorCode::internal, fmt::format("it ended with exit code {}", WEXITSTATUS(status))};
  }
  const auto* const name = ::sigabbrev_np(WTERMSIG(status));
  return {ErrorCode::internal,
          fmt::format("it was ended by SIG{}", name == nullptr ? "NAL" : name)};
}

int ChildConnection::kill() {
  int status = 0;
  if (id_ < 0) return status;
  ::kill(id_, SIGKILL);
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) continue;
  id_ = -1;
  return status;
}

}  // namespace pixferry
