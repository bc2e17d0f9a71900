#pragma once

#include <string>
#include <utility>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// The exclusive hold of one process on a data directory, released when it is destroyed or the
/// process dies. Creates the directory where it is missing. While held, the lock file names the
/// process id and what `describe` was given (its URL), for whoever is refused.
class DirectoryLock {
 public:
  /// Errors: `data_dir_in_use` naming the holder; `storage_unavailable` for a directory that
  /// cannot be created or written.
  static Result<DirectoryLock> acquire(const std::string& directory, const std::string& describe);

 private:
  explicit DirectoryLock(FileDescriptor file) : file_(std::move(file)) {}
  /// Closing it releases the lock. The file itself stays: if it were removed, two processes could
  /// each lock a file of that name.
  FileDescriptor file_;
};

}  // namespace pixferry
