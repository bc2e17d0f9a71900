#pragma once

#include <functional>

#include "pipeline/catalog/ledger.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "pipeline/queue/work_queue.hpp"
#include "pipeline/retry_policy.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// Finds the provider of a source.
using SourceFinder = std::function<SourceProvider&(SourceKind)>;

/// From a folder, or a single file, to rows: the second step. Each page is committed with the
/// cursor that follows it, and its files can be imported from that moment on. Thread-safe.
class ListFolder {
 public:
  struct Parts {
    SourceFinder source;
    Ledger& ledger;
    WorkQueue& queue;
    ProgressFeed& feed;
    RetryPolicy retry;
  };

  /// A folder gives its place to others after this many pages.
  static constexpr int kPagesPerTurn = 8;

  explicit ListFolder(Parts parts) : parts_(std::move(parts)) {}

  /// Lists on from where the lease stands. What goes wrong at the provider ends in the catalog; an
  /// Error is the catalog's own.
  Result<> run(const Context& context, FolderLease lease);

 private:
  Result<> list_pages(const Context& context, FolderLease& lease);
  Result<> list_page(const Context& context, FolderLease& lease, FolderInfo& folder);
  Result<FolderPage> next_page(const Context& context, const FolderLease& lease,
                               FolderInfo& folder);
  Result<> record_failure(const FolderLease& lease, const Error& error);

  Parts parts_;
};

}  // namespace pixferry
