#pragma once

#include "pipeline/catalog/event_notes.hpp"
#include "pipeline/catalog/held_listing.hpp"
#include "pipeline/catalog/ledger.hpp"

namespace pixferry {

/// One page on its way into the catalog, in one transaction: its files first, because nobody sees
/// them before the commit and a thousand rows take a while; then, with the folder and its job held,
/// all that others wait for.
/// A listing that goes in circles meets its landmark again: the token of a page that was read,
/// replaced whenever the count of pages has doubled, so that circles of every length are found
/// (Brent's algorithm: https://en.wikipedia.org/wiki/Cycle_detection).
class PageInsertion {
 public:
  struct Parts {
    Statements& tx;
    const FolderLease& lease;
    const PageRows& page;
    const Limits& limits;
    std::int64_t now_ms;
  };

  explicit PageInsertion(Parts parts) : parts_(parts) {}

  /// Inserts the files before anything is held, if that is sure to stay below the job's limit as
  /// far as can be seen now.
  void insert_files_early();
  /// Whether others added so much meanwhile that the files have to be counted under the lock.
  bool came_too_early(const HeldListing& held) const;
  /// The rest, or all of it.
  PageCommit run(const HeldListing& held);

 private:
  const std::string& job() const { return parts_.lease.job.text(); }
  void insert_files(const HeldListing& held);
  void insert_files(const ListingJob& into);
  void follow_moved_images();
  void insert_folders(const HeldListing& held);
  void move_on(const HeldListing& held);
  void move_cursor(const HeldListing& held);
  void end_listing(const HeldListing& held);

  Parts parts_;
  PageCommit commit_;
  TallyChange change_;
  EventNotes events_;
  bool has_files_ = false;
  bool has_seen_images_ = false;
};

}  // namespace pixferry
