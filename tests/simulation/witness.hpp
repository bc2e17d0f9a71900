#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/catalog/ledger.hpp"
#include "tests/simulation/memory_store.hpp"
#include "tests/simulation/source_tree.hpp"

namespace pixferry {

/// Watches the catalog during a simulated run and writes down every promise it sees broken: a
/// holder with an old token changes nothing, a file ends once, what has ended stays so, sums hold,
/// and no row names an object whose bytes are not there.
class Witness {
 public:
  struct Parts {
    Database& catalog;  ///< the real one: watching never fails
    Ledger& ledger;
    const MemoryStore& store;
    const SourceTree& tree;
    const Limits& limits;
  };

  explicit Witness(Parts parts) : parts_(parts) {}

  /// Notes what was claimed: a token is handed out once.
  void claimed(const std::vector<FileLease>& leases);
  /// Finishes as Ledger::finish does, and looks at the rows before and after.
  Result<std::vector<Fate>> finish(const std::vector<FinishedFile>& batch);
  /// Retries as Ledger::retry does: the one way out of an end.
  Result<std::int64_t> retry(const JobId& job);
  /// Compares with what was seen before, and checks the whole catalog and its objects.
  void look();
  /// After the last step: each job has ended, and each file of its listed folders once and rightly.
  void judge(bool all_good_must_be_imported);

  void complain(std::string broken) { violations_.push_back(std::move(broken)); }
  const std::vector<std::string>& violations() const { return violations_; }

 private:
  struct Row {
    std::string job;
    std::string source_file;
    std::string state;
    std::string reason;
    std::int64_t token = 0;
    std::int64_t attempts = 0;
    std::int64_t image = 0;
    bool operator==(const Row&) const = default;
  };
  using Rows = std::map<std::int64_t, Row>;

  Rows read_files();
  SqlRows query(std::string_view sql);
  void compare(const Rows& now, const std::string& retried_job);
  void check_objects();
  void judge_file(const Row& file, bool must_be_imported);
  void judge_listing(const Rows& files);

  Parts parts_;
  Rows seen_;
  std::set<std::pair<std::int64_t, std::int64_t>> handed_out_;  ///< file and token
  std::set<std::pair<std::int64_t, std::int64_t>> used_;        ///< to end it or to put it off
  std::vector<std::string> violations_;
};

}  // namespace pixferry
