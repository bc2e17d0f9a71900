#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "pipeline/catalog/database.hpp"

namespace pixferry {

/// The work as the catalog has it at one moment.
struct Snapshot {
  /// What a file and a folder have in common: who may work on it.
  struct Turn {
    std::int64_t token = 0;
    std::int64_t attempts = 0;
    std::int64_t leased = 0;
    std::int64_t available_at = 0;
    bool operator==(const Turn&) const = default;
  };
  struct File {
    std::string job;
    std::string source_file;
    std::string state;
    std::string reason;
    std::int64_t image = 0;
    Turn turn;
    bool operator==(const File&) const = default;
  };
  struct Folder {
    std::string state;
    std::string page_token;
    std::int64_t pages = 0;
    Turn turn;
    bool operator==(const Folder&) const = default;
  };
  struct Job {
    std::string state;
    std::int64_t total = 0;
    std::int64_t imported = 0;
    std::int64_t skipped = 0;
    std::int64_t failed = 0;
  };
  using FolderKey = std::pair<std::string, std::string>;  ///< the job and the folder's id

  std::map<std::int64_t, File> files;
  std::map<FolderKey, Folder> folders;
  std::map<std::string, Job> jobs;

  static Result<Snapshot> read(Database& catalog);
  bool is_active(const std::string& job) const;
};

}  // namespace pixferry
