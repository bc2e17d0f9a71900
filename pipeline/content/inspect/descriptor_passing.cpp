#include "pipeline/content/inspect/descriptor_passing.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "pipeline/platform/file_error.hpp"

namespace pixferry {
namespace {

/// Room for the control message of one descriptor.
union Control {
  cmsghdr head;
  char bytes[CMSG_SPACE(sizeof(int))];
};

msghdr message_of(iovec& part, Control& control) {
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control.bytes;
  return message;
}

}  // namespace

Result<FileDescriptor> reopened_read_only(int descriptor) {
  const auto path = fmt::format("/proc/self/fd/{}", descriptor);
  FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file) return file_error(errno, "open a spooled file for reading; /proc has to be mounted");
  return file;
}

bool send_with_descriptor(int socket, std::span<const std::byte> bytes, int descriptor) {
  iovec part{.iov_base = const_cast<std::byte*>(bytes.data()), .iov_len = bytes.size()};
  Control control{};
  const auto message = message_of(part, control);
  auto* const head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
  const auto sent = ::sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  return sent == static_cast<ssize_t>(bytes.size());
}

ssize_t receive_with_descriptor(int socket, std::span<std::byte> into, FileDescriptor& descriptor) {
  iovec part{.iov_base = into.data(), .iov_len = into.size()};
  Control control{};
  auto message = message_of(part, control);
  const auto got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (got <= 0) return got;
  const auto* const head = CMSG_FIRSTHDR(&message);
  if (head == nullptr) return got;
  int received = -1;
  std::memcpy(&received, CMSG_DATA(head), sizeof received);
  descriptor = FileDescriptor{received};
  const bool is_one = head->cmsg_len == CMSG_LEN(sizeof received);
  if (is_one && (message.msg_flags & MSG_CTRUNC) == 0) return got;
  errno = EBADMSG;
  return -1;
}

}  // namespace pixferry
