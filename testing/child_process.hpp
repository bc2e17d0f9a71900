#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// One run of a program, its standard output and error in files of their own. Killed and reaped at
/// the end of the scope if it still runs.
class ChildProcess {
 public:
  struct Command {
    std::string program;
    std::vector<std::string> arguments;
    /// The whole environment: nothing is inherited but PATH.
    std::map<std::string, std::string> environment;
    std::string directory = ".";
  };

  explicit ChildProcess(const Command& command);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void send(int signal) const;
  /// The exit code, or 128 + the signal that ended it; -1 if it still runs after that long.
  int wait(std::chrono::seconds at_most = std::chrono::seconds{60});
  /// Waits until standard error holds the text and gives all that was written so far; empty if the
  /// process ended or the time passed first.
  std::string wait_for_error_text(const std::string& text,
                                  std::chrono::seconds at_most = std::chrono::seconds{60}) const;

  /// Whether the condition came true while the process ran and the time had not passed.
  bool runs_until(const std::function<bool()>& condition,
                  std::chrono::seconds at_most = std::chrono::seconds{60}) const;

  std::string output() const;
  std::string error_output() const;
  pid_t id() const { return id_; }

 private:
  bool has_ended() const;

  FileDescriptor output_;
  FileDescriptor error_output_;
  FileDescriptor handle_;  ///< a pidfd: readable when the process has ended
  pid_t id_ = -1;
  bool reaped_ = false;
};

}  // namespace pixferry
