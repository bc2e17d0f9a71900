#pragma once

#include <atomic>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "pipeline/import_image.hpp"
#include "pipeline/inspect_stored.hpp"
#include "pipeline/list_folder.hpp"
#include "pipeline/settle_jobs.hpp"
#include "worker-service/alarm.hpp"
#include "worker-service/circuit_breaker.hpp"
#include "worker-service/file_count.hpp"
#include "worker-service/finisher.hpp"
#include "worker-service/lease_keeper.hpp"
#include "worker-service/presence.hpp"
#include "worker-service/slots.hpp"
#include "worker-service/webhook_sender.hpp"

namespace pixferry {

/// The threads of one worker process: claim → run → finish. Started by its constructor; destroyed,
/// it drains: nothing new is claimed, transfers get Limits::shutdown_grace to end, what is left is
/// handed back to the catalog, and every thread is joined.
///
/// While the store or the catalog cannot be written, the circuit breaker is open: one file at a
/// time is tried, and an outcome that cannot be recorded is kept, with its lease, until it can.
class Worker {
 public:
  struct Parts {
    Ledger& ledger;
    WorkQueue& queue;
    ListFolder& list_folder;
    ImportImage& import_image;
    SettleJobs& settle_jobs;
    ProgressFeed& feed;
    CircuitBreaker& breaker;
    Roster& roster;
    const WorkerIdentity& identity;
    const Limits& limits;
    InspectStored* inspect_stored = nullptr;  ///< none: images that nobody looked into stay so
    WebhookSender* webhook_sender = nullptr;  ///< none: no webhook is called
    Metrics* metrics = nullptr;               ///< none: nothing is counted
  };

  explicit Worker(Parts parts);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

 private:
  /// For how many files.
  struct Room {
    int files = 0;
    bool is_trial = false;
  };

  void claim_files(const std::stop_token& stop);
  void finish_files(const std::stop_token& stop);
  void transfer_files(const std::stop_token& stop);
  void list_folders(const std::stop_token& stop);
  void keep_leases(const std::stop_token& stop);
  void keep_house(const std::stop_token& stop);
  void show_presence(const std::stop_token& stop);
  void inspect_stored(const std::stop_token& stop);
  void send_webhooks(const std::stop_token& stop);
  std::chrono::milliseconds inspect_some(const Context& context);

  void transfer(ClaimedFile claimed);
  Outcome outcome_of(const ClaimedFile& claimed);
  Outcome import(const FileLease& lease, const std::stop_token& stop);
  void learn_from(const FinishedFile& file, const Result<Fate>& fate);
  bool is_behind() const;
  void list_next(const JobId& job);
  Result<> list(const FolderLease& lease, const std::stop_token& stop);
  Result<> put_back(const FolderLease& lease, const Error& why, const std::stop_token& stop);
  std::optional<Room> wait_for_room(const std::stop_token& stop);
  template <class Attempt>
  auto until_recorded(const std::stop_token& stop, const Attempt& attempt);

  Parts parts_;
  LeaseKeeper leases_;
  Presence presence_;
  Finisher finisher_;
  Slots slots_;
  std::atomic<int> unrecorded_ = 0;  ///< threads whose outcome waits until it can be written
  std::stop_source draining_;        ///< ends those waits
  Alarm settle_soon_;  ///< rings when nothing is held any more, so that a job's end is seen at once
  std::vector<std::jthread> intake_;     ///< claim and list: stopped first
  std::vector<std::jthread> transfers_;  ///< stopped when nothing new can come
  std::vector<std::jthread> services_;   ///< finisher, lease keeper and so on: stopped last
};

}  // namespace pixferry
