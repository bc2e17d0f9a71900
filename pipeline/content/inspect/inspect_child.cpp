#include "pipeline/content/inspect/inspect_child.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>

#include "pipeline/content/inspect/descriptor_passing.hpp"
#include "pipeline/content/inspect/protocol.hpp"
#include "pipeline/content/inspect/sandbox.hpp"

namespace pixferry {
namespace {

constexpr int kHungUp = 0;
constexpr int kBroken = 1;

/// At once: exit handlers and the leak check want system calls that are gone.
[[noreturn]] void end(int exit_code) {
  ::_exit(exit_code);
}

void require(const Result<>& result) {
  if (result) return;
  fmt::print(stderr, "pixferry: {}\n", result.error().message);
  end(kBroken);
}

void send_frame(std::span<const std::byte> frame) {
  while (!frame.empty()) {
    const auto sent = ::send(kInspectSocket, frame.data(), frame.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) end(kHungUp);
    frame = frame.subspan(static_cast<std::size_t>(sent));
  }
}

/// Fills the buffer; a descriptor that comes with it goes to `file`.
void receive(std::span<std::byte> into, FileDescriptor& file) {
  while (!into.empty()) {
    const auto got = receive_with_descriptor(kInspectSocket, into, file);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) end(kHungUp);
    into = into.subspan(static_cast<std::size_t>(got));
  }
}

struct ReceivedRequest {
  InspectionRequest request;
  FileDescriptor file;
};

ReceivedRequest receive_request() {
  FileDescriptor file;
  std::array<std::byte, kFrameHeadBytes> head_bytes;
  receive(head_bytes, file);
  const auto head = decode_frame_head(head_bytes);
  if (!head || head->kind != FrameKind::request || !file) end(kBroken);
  std::vector<std::byte> payload(head->payload_bytes);
  receive(payload, file);
  const auto request = decode_request(payload);
  if (!request) end(kBroken);
  return {*request, std::move(file)};
}

/// The bytes of a file for as long as it is looked into. The file itself is closed by then.
class Mapping {
 public:
  explicit Mapping(const ReceivedRequest& received)
      : size_(static_cast<std::size_t>(received.request.size_bytes)) {
    const int file = received.file.get();
    if (::lseek(file, 0, SEEK_END) < received.request.size_bytes) end(kBroken);
    start_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (start_ == MAP_FAILED) end(kBroken);
  }
  ~Mapping() { ::munmap(start_, size_); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(start_), size_};
  }

 private:
  std::size_t size_;
  void* start_;
};

void answer_one(const InspectChildProgram& program) {
  auto received = receive_request();
  const Mapping mapping{received};
  received.file = {};
  const auto& request = received.request;
  send_frame(encode_reply({program.decode(mapping.bytes(), request.type, request.settings)}));
}

}  // namespace

void run_inspect_child(const InspectChildProgram& program) noexcept {
  require(leave_parents_world());
  program.start();
  require(limit_resources());
  send_frame(encode_hello({.filters_system_calls = filter_system_calls()}));
  while (true) answer_one(program);
}

}  // namespace pixferry
