#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry::bench {

/// What a piece of work took.
struct Cost {
  std::chrono::duration<double> wall{};
  std::chrono::duration<double> cpu{};  ///< user and system
  std::int64_t resident_bytes_max = 0;  ///< 0: not measured
};

/// A program whose output goes to a file. Stopped by SIGTERM and reaped at the end of the scope if
/// it still runs.
class MeasuredProcess {
 public:
  struct Command {
    std::vector<std::string> words;                  ///< the program's path first
    std::map<std::string, std::string> environment;  ///< besides PATH nothing is inherited
    std::string output_path;
  };

  /// Throws std::runtime_error if it cannot be started.
  explicit MeasuredProcess(const Command& command);
  ~MeasuredProcess();
  MeasuredProcess(const MeasuredProcess&) = delete;
  MeasuredProcess& operator=(const MeasuredProcess&) = delete;

  /// Waits for the end. Throws std::runtime_error unless it ended by itself with 0.
  Cost wait();
  bool ends_within(std::chrono::milliseconds time) const;
  std::int64_t resident_bytes() const;               ///< now
  std::chrono::duration<double> cpu_so_far() const;  ///< user and system

 private:
  std::string name_;
  std::chrono::steady_clock::time_point began_;
  pid_t id_ = -1;
  FileDescriptor handle_;  ///< a pidfd: readable when the process has ended
};

/// The CPU time that this process has used so far.
std::chrono::duration<double> own_cpu_time();

}  // namespace pixferry::bench
