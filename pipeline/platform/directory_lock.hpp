#pragma once

#include <string>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// The exclusive hold of one process on a data directory, released when it is destroyed or the
/// process dies. Creates the directory where it is missing. While held, the lock file names the
/// process id and what `describe` was given (its URL), for whoever is refused.
class DirectoryLock {
 public:
  /// Errors: `data_dir_in_use` naming the holder; `storage_unavailable` for a directory that
  /// cannot be created or written.
  static Result<DirectoryLock> acquire(const std::string& directory, const std::string& describe);
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace pixferry
