#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "pipeline/content/inspect/frame.hpp"
#include "pipeline/content/inspect/inspect_child.hpp"
#include "pipeline/content/inspect/inspector_pool.hpp"
#include "pipeline/content/inspect/protocol.hpp"
#include "pipeline/content/inspect/sandbox.hpp"
#include "testing/fake_inspector.hpp"
#include "testing/spool_text.hpp"

// An inspecting process whose decoder does what the bytes of the file tell it to: a word, then
// anything.

extern char** environ;

namespace pixferry {
namespace {

Inspection answer_that(std::string_view text) {
  auto inspection = made_up_inspection({});
  inspection.facts.camera.model = text;
  return inspection;
}

[[noreturn]] void hang() {
  // The name shows in /proc, so that a test knows when it is here.
  ::prctl(PR_SET_NAME, "hanging");
  while (true) ::poll(nullptr, 0, -1);
}

/// Sends what it likes in place of a reply.
[[noreturn]] void send_and_hang(std::span<const std::byte> bytes) {
  ::send(kInspectSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  hang();
}

/// "EPERM", or "done" if the call did what it must not.
std::string outcome_of(long result) {
  return result < 0 ? ::strerrorname_np(errno) : "done";
}

std::string try_to_execute() {
  char program[] = "/bin/true";
  char* const arguments[] = {program, nullptr};
  return outcome_of(::execve(program, arguments, arguments));
}

std::string try_to_trace() {
  return outcome_of(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr));
}

/// Every descriptor but the standard ones and the socket.
std::string descriptors_left() {
  std::string left;
  for (int descriptor = 0; descriptor < 1024; ++descriptor) {
    if (::lseek(descriptor, 0, SEEK_CUR) >= 0 || errno != EBADF) {
      left += std::to_string(descriptor) + " ";
    }
  }
  return left;
}

std::string environment() {
  return environ == nullptr || *environ == nullptr ? "empty" : *environ;
}

std::string limits() {
  std::string text;
  for (const auto resource : {RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_CORE}) {
    rlimit limit{};
    ::getrlimit(resource, &limit);
    text += limit.rlim_max == RLIM_INFINITY ? "infinite " : std::to_string(limit.rlim_max) + " ";
  }
  return text;
}

std::string flags() {
  return std::to_string(::prctl(PR_GET_DUMPABLE)) +
         std::to_string(::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
}

std::string run_a_thread() {
  std::string said;
  std::thread{[&] { said = "a thread ran"; }}.join();
  return said;
}

using Probe = std::string (*)();

const std::map<std::string_view, Probe> kProbes{
    {"open", [] { return outcome_of(::open("/etc/hostname", O_RDONLY)); }},
    {"create", [] { return outcome_of(::open("/tmp", O_TMPFILE | O_RDWR, 0600)); }},
    {"memory-file", [] { return outcome_of(::memfd_create("x", 0)); }},
    {"socket", [] { return outcome_of(::socket(AF_INET, SOCK_STREAM, 0)); }},
    {"socket-pair",
     [] {
       int ends[2];
       return outcome_of(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
     }},
    {"execute", try_to_execute},
    {"fork", [] { return outcome_of(::fork()); }},
    {"trace", try_to_trace},
    {"kill-parent", [] { return outcome_of(::kill(::getppid(), 0)); }},
    {"stat",
     [] {
       struct stat found {};
       return outcome_of(::stat("/etc/hostname", &found));
     }},
    {"unlink", [] { return outcome_of(::unlink("/tmp/no-such-file")); }},
    {"raise-limit",
     [] {
       const rlimit more{.rlim_cur = 64, .rlim_max = 64};
       return outcome_of(::setrlimit(RLIMIT_NOFILE, &more));
     }},
    {"descriptors", descriptors_left},
    {"environment", environment},
    {"limits", limits},
    {"flags", flags},
    {"thread", run_a_thread},
};

Result<Inspection> act(std::string_view word, std::string_view rest, ImageType type) {
  if (word == "answer") return answer_that(rest);
  if (word == "type") return answer_that(extension(type));
  if (word == "process") return answer_that(std::to_string(::getpid()));
  if (word == "damaged") return Error{ErrorCode::damaged_image, "There is no header."};
  if (word == "storage-full") return Error{ErrorCode::storage_full, "Believe me."};
  if (word == "crash") std::abort();
  if (word == "throw") throw std::runtime_error{"a decoder's"};
  if (word == "exit") ::_exit(7);
  if (word == "hang") hang();
  if (word == "garbage") send_and_hang(std::vector<std::byte>(4096, std::byte{'<'}));
  if (word == "hello-again") send_and_hang(encode_hello({true}));
  if (word == "one-byte") send_and_hang(std::vector<std::byte>(1, std::byte{'P'}));
  if (word == "too-large") {
    send_and_hang(framed(FrameKind::reply, std::vector<std::byte>(3 << 20)));
  }
  if (word == "half") {
    const auto frame = encode_reply({1, answer_that("")});
    send_and_hang(std::span{frame}.first(frame.size() / 2));
  }
  if (word == "twice") {
    const auto frame = encode_reply({1, answer_that("first")});
    ::send(kInspectSocket, frame.data(), frame.size(), MSG_NOSIGNAL);
    return answer_that("second");
  }
  if (word == "unsound") {
    auto inspection = answer_that("");
    inspection.facts.orientation = 77;
    return inspection;
  }
  return answer_that(kProbes.at(word)());
}

Result<Inspection> decode(std::span<const std::byte> file, ImageType type, const DecodeSettings&) {
  std::string_view text{reinterpret_cast<const char*>(file.data()), file.size()};
  // What a source serves begins and ends as an image does.
  if (text.starts_with("\xff\xd8")) text.remove_prefix(std::min(text.find(' ') + 1, text.size()));
  if (text.ends_with("\xff\xd9")) text.remove_suffix(2);
  const auto space = std::min(text.find(' '), text.size());
  return act(text.substr(0, space), text.substr(std::min(space + 1, text.size())), type);
}

/// As a kernel that knows no seccomp, or a container that forbids it.
void refuse_filters() {
  auto* const filter = ::seccomp_init(SCMP_ACT_ALLOW);
  ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(seccomp), 0);
  ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                     SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
  ::seccomp_load(filter);
  ::seccomp_release(filter);
}

/// A worker whose one process hangs over a file for ever.
[[noreturn]] void run_worker(const char* program, const char* directory) {
  const SystemClock clock;
  const auto pool =
      InspectorPool::open(clock, {.command = {program, {}}, .children = 1, .settings = {1, false}});
  SpoolRoom room{.directory = directory};
  auto spool = Spool::open(room, {.size_bytes_max = 100});
  const bool is_written = spool && write_text(*spool, "hang") && spool->finish();
  while (is_written && pool) {
    auto endless = (*pool)->inspect({}, *spool, ImageType::jpeg);
    if (endless) break;
  }
  std::abort();
}

}  // namespace
}  // namespace pixferry

/// The argument says what goes wrong at its start, or that it is a worker with such a child.
int main(int argc, char** argv) {
  using namespace pixferry;
  const std::string_view fault = argc > 1 ? argv[1] : "";
  if (fault == "worker") run_worker(argv[0], argv[2]);
  if (fault == "exit") return 9;
  if (fault == "hang") hang();
  if (fault == "garbage") send_and_hang(std::vector<std::byte>(64, std::byte{'<'}));
  if (fault == "unfiltered") refuse_filters();
  run_inspect_child({.start = [] {}, .decode = decode});
}
