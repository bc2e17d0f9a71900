#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/held_listing.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/page_insertion.hpp"
#include "pipeline/catalog/queries.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

/// Whether this very page was committed already, and its answer was lost.
bool is_committed(const HeldListing& held, const PageRows& page) {
  if (held.pages == 0) return false;
  if (page.next_page_token.empty()) return held.state == "listed";
  return held.is_pending() && held.page_token == page.next_page_token;
}

/// Lets the transaction run once more.
Error others_came_first() {
  return {ErrorCode::catalog_interrupted,
          "Other folders of the job brought so many files meanwhile that its limit is near."};
}

Error endless(int restarts, const Postponed& why) {
  return {ErrorCode::limit_folders,
          fmt::format("The listing of the folder was begun {} times and never came to its end: {}",
                      restarts + 1, why.detail)};
}

}  // namespace

Result<PageCommit> Ledger::commit_page(const Context& context, const FolderLease& lease,
                                       const PageRows& page) {
  bool counts_under_lock = false;
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<PageCommit> {
    PageInsertion insertion{{tx, lease, page, limits_, to_milliseconds(clock_.now())}};
    if (!counts_under_lock) insertion.insert_files_early();
    const auto held = hold_listing(tx, lease);
    if (!held) return lease_lost(lease);
    if (held->is_pending() && held->page_token == lease.page_token) {
      counts_under_lock = insertion.came_too_early(*held);
      if (counts_under_lock) return others_came_first();
      return insertion.run(*held);
    }
    if (is_committed(*held, page)) return PageCommit{};
    return lease_lost(lease);
  });
}

Result<> Ledger::restart_folder(const Context& context, const FolderLease& lease,
                                const Postponed& why) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    const auto held = hold_listing(tx, lease);
    if (!held || !held->is_pending()) return lease_lost(lease);
    if (held->restarts >= limits_.folder_restarts_max) {
      TallyChange change;
      fail_held_folder(tx, lease, endless(held->restarts, why), change);
      change_tallies(tx, {{lease.job.text(), change}});
      return {};
    }
    tx.run(sql::restart_folder,
           {lease.job.text(), lease.folder.id, to_milliseconds(clock_.now()),
            bounded_delay_ms(why.delay), std::string{name(why.cause)}, bounded_detail(why.detail)});
    return {};
  });
}

Result<> Ledger::postpone_folder(const Context& context, const FolderLease& lease,
                                 const Postponed& why) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    const auto held = hold_listing(tx, lease);
    if (!held || !held->is_pending()) return lease_lost(lease);
    if (!why.refund_attempt && held->attempts >= limits_.attempts_max) {
      TallyChange change;
      fail_held_folder(tx, lease, {why.cause, why.detail}, change);
      change_tallies(tx, {{lease.job.text(), change}});
      return {};
    }
    const int attempts = std::max(0, held->attempts - (why.refund_attempt ? 1 : 0));
    tx.run(sql::postpone_folder,
           {lease.job.text(), lease.folder.id, attempts, to_milliseconds(clock_.now()),
            bounded_delay_ms(why.delay), std::string{name(why.cause)}, bounded_detail(why.detail)});
    return {};
  });
}

Result<> Ledger::fail_folder(const Context& context, const FolderLease& lease, const Error& why) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    const auto held = hold_listing(tx, lease);
    if (!held || !held->is_pending()) return lease_lost(lease);
    TallyChange change;
    fail_held_folder(tx, lease, why, change);
    change_tallies(tx, {{lease.job.text(), change}});
    return {};
  });
}

}  // namespace pixferry
