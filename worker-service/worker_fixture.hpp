#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <latch>
#include <memory>

#include "testing/import_rig.hpp"
#include "worker-service/worker.hpp"

namespace pixferry {

/// A worker on an ImportRig: what its tests stand on.
class WorkerFixture : public testing::Test, protected ImportRig {
 protected:
  WorkerFixture() {
    limits.transfers = 4;
    limits.listers = 2;
    limits.backoff = std::chrono::milliseconds{1};
    limits.settle_interval = std::chrono::milliseconds{20};
    limits.shutdown_grace = std::chrono::milliseconds{50};
  }

  std::unique_ptr<Worker> start_worker() { return start_worker(import_image); }
  /// One that imports in another way; it must outlive the worker.
  std::unique_ptr<Worker> start_worker(ImportImage& importing) {
    return std::make_unique<Worker>(Worker::Parts{.ledger = *ledger,
                                                  .queue = queue,
                                                  .list_folder = list_folder,
                                                  .import_image = importing,
                                                  .settle_jobs = settle_jobs,
                                                  .feed = feed,
                                                  .breaker = breaker,
                                                  .roster = roster,
                                                  .identity = identity,
                                                  .limits = limits});
  }

  /// Waits on the feed until the job says so.
  JobSnapshot wait_until(const std::function<bool(const JobSnapshot&)>& reached) {
    const auto subscription = feed.subscribe(job);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (true) {
      const auto now = snapshot();
      if (reached(now)) return now;
      if (std::chrono::steady_clock::now() > deadline) {
        ADD_FAILURE() << "the job did not get there";
        return now;
      }
      subscription->wait(
          Context{{}, std::chrono::steady_clock::now() + std::chrono::milliseconds{50}});
    }
  }

  /// A file whose transfer goes on until it is called off.
  void offer_one_that_never_ends(std::latch& fetching) {
    source.answer_fetch("slow", [&](const Context& context, const SourceFile&, Spool&) -> Result<> {
      fetching.count_down();
      std::mutex mutex;
      std::condition_variable_any never;
      std::unique_lock lock{mutex};
      never.wait(lock, context.stop, [] { return false; });
      return Error{ErrorCode::stopped, "called off"};
    });
    FolderPage page;
    page.files.push_back({listed_file("slow", tiny_jpeg("slow")), {}});
    source.answer_list("root", "", page);
  }

  bool is_draining() {
    const auto workers = roster.workers(Context{});
    return workers && !workers->empty() && workers->front().state.is_draining;
  }

  static bool has_ended(const JobSnapshot& job_now) { return !is_active(job_now.state); }

  SourceFinder find_source = [this](SourceKind) -> SourceProvider& { return source; };
  RetryPolicy retry{random, limits};
  ListFolder list_folder{
      {.source = find_source, .ledger = *ledger, .queue = queue, .feed = feed, .retry = retry}};
  ImportImage import_image{{.source = find_source,
                            .store = *store,
                            .spools = spools,
                            .key_secret = Secret{"key"},
                            .retry = retry,
                            .limits = limits}};
  ManualClock outage_clock;
  CircuitBreaker breaker{outage_clock, limits};
  Roster roster{*database, clock};
  const WorkerIdentity identity{
      .id = "w", .host = "box", .process_id = 1, .version = "1", .transfers = 4};
  SettleJobs settle_jobs{{.ledger = *ledger, .queue = queue, .feed = feed}};
};

}  // namespace pixferry
