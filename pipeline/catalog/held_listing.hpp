#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/catalog/statements.hpp"
#include "pipeline/catalog/tallies.hpp"
#include "pipeline/model/file.hpp"

namespace pixferry {

/// What a listing needs to know of its job.
struct ListingJob {
  std::string owner;
  std::string source;
  bool recursive = true;
  std::int64_t files_max = 0;
  std::int64_t files_total = 0;

  std::int64_t files_left() const { return files_max - files_total; }
};

/// The folder of a lease, locked together with its job.
struct HeldListing {
  ListingJob job;
  std::string state;
  std::string page_token;
  int pages = 0;
  int depth = 0;
  int attempts = 0;
  std::string landmark;  ///< the token of a page that was read; see PageInsertion
  int restarts = 0;

  bool is_pending() const { return state == "pending"; }
  bool is_root() const { return depth == 0; }
};

/// The job as it is at the moment: it may change at once. Nothing if it is no longer active.
std::optional<ListingJob> look_at_listing(Statements& tx, const FolderLease& lease);

/// Nothing if somebody else holds the folder now, or the job is no longer active.
std::optional<HeldListing> hold_listing(Statements& tx, const FolderLease& lease);

Error lease_lost(const FolderLease& lease);

/// Ends the held folder. The root's failure is the job's; any other folder fails alone.
void fail_held_folder(Statements& tx, const FolderLease& lease, const Error& why,
                      TallyChange& change);

}  // namespace pixferry
