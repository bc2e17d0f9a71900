#include "pipeline/content/inspect/spawn_child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include <cstring>

#include "pipeline/content/inspect/sandbox.hpp"

namespace pixferry {
namespace {

/// posix_spawn_file_actions_t with an end.
class FileActions {
 public:
  explicit FileActions(int socket) {
    ::posix_spawn_file_actions_init(&actions_);
    // First: the socket may itself stand where a standard stream should.
    ::posix_spawn_file_actions_adddup2(&actions_, socket, kInspectSocket);
    for (int standard = STDIN_FILENO; standard <= STDERR_FILENO; ++standard) {
      ::posix_spawn_file_actions_addopen(&actions_, standard, "/dev/null", O_RDWR, 0);
    }
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, kInspectSocket + 1);
  }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

/// A group of its own: what a terminal sends to ours does not end a look into a file.
class Attributes {
 public:
  Attributes() {
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

}  // namespace

Result<pid_t> spawn_child(const InspectorCommand& command, int socket) {
  std::vector<std::string> texts{command.program};
  texts.insert(texts.end(), command.arguments.begin(), command.arguments.end());
  std::vector<char*> arguments;
  for (auto& text : texts) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  char* const environment[] = {nullptr};

  pid_t id = -1;
  const int failed = ::posix_spawn(&id, command.program.c_str(), FileActions{socket}.get(),
                                   Attributes{}.get(), arguments.data(), environment);
  if (failed == 0) return id;
  return Error{ErrorCode::inspector_unavailable,
               fmt::format("{} does not run: {}", command.program, ::strerrordesc_np(failed))};
}

}  // namespace pixferry
