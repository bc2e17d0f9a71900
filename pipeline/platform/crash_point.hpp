#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// Every place where a process can die between two effects that others see, in the order in which
/// an import passes them, and behind those what deleting and calling a webhook pass. The crash
/// tests die at each of them and begin again.
inline constexpr std::array<std::string_view, 30> kCrashPoints{
    "catalog.before_commit",  // of every transaction that writes
    "catalog.after_commit",      "open.leases_released",       "start_import.before_commit",
    "start_import.after_commit", "claim_folders.after_commit", "list_folder.before_postpone",
    "list_folder.page_fetched",  "list_folder.page_committed", "list_folder.hints_pushed",
    "claim_files.after_commit",  "import_image.spool_opened",  "import_image.fetched",
    "import_image.verified",     "import_image.inspected",     "import_image.original_stored",
    "import_image.stored",       "import_image.broken_off",    "folder_store.folder_made",
    "folder_store.file_synced",  "folder_store.file_named",    "finisher.before_commit",
    "finisher.after_commit",     "settle.before_commit",       "settle.after_commit",
    "delete_jobs.rows_deleted",  "collect_garbage.doomed",     "collect_garbage.removed",
    "collect_garbage.recorded",  "deliver_webhook.called",
};

/// A name of the table; any other name does not compile.
class CrashPoint {
 public:
  consteval CrashPoint(const char* name) : index_(index_of(name)) {}
  constexpr std::size_t index() const { return index_; }

 private:
  static consteval std::size_t index_of(std::string_view name) {
    for (std::size_t i = 0; i < kCrashPoints.size(); ++i) {
      if (kCrashPoints[i] == name) return i;
    }
    throw std::logic_error{"this crash point is not in kCrashPoints"};
  }

  std::size_t index_;
};

/// Lets the process end as if by kill -9, with exit code 137, the `passing`-th time (from 1) that
/// any thread passes the point of that name. To be called once, before threads are started. Error:
/// `invalid_configuration`, listing the names, where there is no such point or passing.
Result<> arm_crash_point(std::string_view name, int passing);

namespace crash {
inline constexpr std::size_t kNone = kCrashPoints.size();
inline std::atomic<std::size_t> armed = kNone;  ///< the index of the point that is armed
void pass_armed_point();
}  // namespace crash

/// Stands between two effects. Costs a relaxed load unless this point is armed. Thread-safe. What
/// was written but not synced survives, since only the process dies and not the machine.
inline void crash_point(CrashPoint point) {
  if (crash::armed.load(std::memory_order_relaxed) == point.index()) crash::pass_armed_point();
}

}  // namespace pixferry
