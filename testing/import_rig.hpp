#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/object_store/folder_store.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "testing/manual_clock.hpp"
#include "testing/scripted_source.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// A catalog, a store and a scripted source, with one job on the folder "root": what tests of the
/// steps and of the worker stand on.
struct ImportRig {
  ImportRig();

  /// Scripts the root as one page of these files, each served with its own bytes.
  void offer(const std::vector<std::string>& files);
  /// Lists the root into the catalog.
  void list_root(const std::vector<std::string>& files);
  std::vector<FileLease> claim(int count);
  JobSnapshot snapshot();

  Limits limits;
  ManualClock clock;
  SeededRandom random{3};
  TemporaryDirectory directory;
  std::unique_ptr<SqliteDatabase> database;
  std::unique_ptr<FolderStore> store;
  std::optional<Ledger> ledger;
  std::optional<Journal> journal;
  std::optional<Gallery> gallery;
  ScriptedSource source;
  SystemClock waiting_clock;  ///< of what really waits
  LocalQueue queue{waiting_clock};
  LocalFeed feed{waiting_clock};
  SpoolRoom spools;
  JobId job;
};

}  // namespace pixferry
