#pragma once

#include "pipeline/catalog/held_listing.hpp"
#include "pipeline/catalog/ledger.hpp"

namespace pixferry {

/// One page on its way into the catalog. The folder is held, and everything is one transaction.
/// A listing that goes in circles meets its landmark again: the token of a page that was read,
/// replaced whenever the count of pages has doubled, so that circles of every length are found
/// (Brent's algorithm: https://en.wikipedia.org/wiki/Cycle_detection).
class PageInsertion {
 public:
  struct Parts {
    Statements& tx;
    const FolderLease& lease;
    const PageRows& page;
    const HeldListing& held;
    const Limits& limits;
    std::int64_t now_ms;
  };

  explicit PageInsertion(Parts parts) : parts_(parts) {}
  PageCommit run();

 private:
  const std::string& job() const { return parts_.lease.job.text(); }
  void insert_files();
  void insert_folders();
  void move_on();
  void move_cursor();
  void end_listing();

  Parts parts_;
  PageCommit commit_;
  TallyChange change_;
};

}  // namespace pixferry
