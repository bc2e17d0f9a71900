#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "pipeline/catalog/ledger.hpp"

namespace pixferry {

/// Keeps this process's leases alive, and calls off the work on what is no longer ours or no longer
/// wanted: a lost lease, a cancelled or deleted job. Thread-safe.
class LeaseKeeper {
 public:
  explicit LeaseKeeper(Ledger& ledger) : ledger_(ledger) {}

  /// Work in progress. While it lives its lease is renewed; its stop token fires when the lease is
  /// lost, the job ends, or stop_all() is called.
  class Hold {
   public:
    Hold(Hold&& other) noexcept
        : keeper_(std::exchange(other.keeper_, nullptr)), key_(other.key_) {}
    Hold& operator=(Hold&&) = delete;
    ~Hold();
    std::stop_token stop_token() const;

   private:
    friend class LeaseKeeper;
    Hold(LeaseKeeper& keeper, std::uint64_t key) : keeper_(&keeper), key_(key) {}
    LeaseKeeper* keeper_;
    std::uint64_t key_;
  };

  Hold hold(const FileLease& lease);
  Hold hold(const FolderLease& lease);

  /// Renews once. With the catalog out of reach nothing is called off: the leases have time left,
  /// and the tokens protect the catalog should they run out.
  Result<> tick(const Context& context);

  /// Renews once if the last renewal failed: what we hold may have run out meanwhile, and must be
  /// ours again before anything is claimed or ended for having run out.
  Result<> catch_up(const Context& context);

  /// Whether nothing is held.
  bool is_idle() const;
  /// How much is held.
  struct Holdings {
    int files = 0;
    int folders = 0;
  };
  Holdings holdings() const;
  /// Waits until nothing is held, at most that long.
  void wait_until_idle(std::chrono::milliseconds at_most);
  /// Calls off everything that is held and whatever is held from now on: the grace of a shutdown is
  /// over.
  void stop_all();

 private:
  struct Work {
    std::optional<HeldFile> file;
    std::optional<HeldFolder> folder;
    std::stop_source stop;
  };

  Hold hold(Work work);
  void release(std::uint64_t key);
  Held held() const;
  void call_off_what_is_missing_from(const Held& asked, const Held& ours);

  Ledger& ledger_;
  mutable std::mutex mutex_;
  std::condition_variable released_;
  std::map<std::uint64_t, Work> works_;
  std::uint64_t next_key_ = 1;
  bool stopping_ = false;
  std::atomic<bool> is_behind_ = false;
};

}  // namespace pixferry
