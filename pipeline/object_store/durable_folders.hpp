#pragma once

#include <mutex>
#include <set>
#include <string>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// Makes folders below an open directory and sees that their names are on the disk, which must be
/// so before a file in them counts as stored. Thread-safe. Threads that need new folders at the
/// same time share one fsync of the parent; a folder that is known to be durable costs nothing.
class DurableFolders {
 public:
  /// Makes the folder where it is missing: "o", or "o/3f" once "o" is there. `directory` is the
  /// descriptor of the one above all of them, and `path` its name for messages.
  Result<> make(int directory, const std::string& path, const std::string& folder);

 private:
  bool is_durable(const std::string& folder);
  std::set<std::string> take_made(const std::string& folder);

  std::mutex sync_mutex_;  ///< held by who calls fsync; the others gather behind it
  std::mutex names_mutex_;
  std::set<std::string> made_;  ///< exist, but perhaps in memory only
  std::set<std::string> durable_;
};

}  // namespace pixferry
