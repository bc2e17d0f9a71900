#pragma once

#include <string>

#include "cli/invocation.hpp"
#include "pipeline/verify_objects.hpp"

namespace pixferry {

/// What people and scripts are shown of a verification: bad objects and the sum on stdout, how far
/// it is on stderr, on one line of a terminal that is drawn over. For one thread.
class VerifyReport {
 public:
  explicit VerifyReport(const Invocation& invocation);

  void show_bad(const BadObject& bad);
  void show_progress(const Verification& reached);

  /// The last words, and what to tell the caller. After an Error they name the command that goes on
  /// behind what show_progress() was told last.
  ExitCode finish(const Result<Verification>& outcome);

 private:
  void erase_line();
  void show_way_on() const;
  std::string summary_json(bool is_complete) const;

  const Invocation& invocation_;
  const bool has_line_;
  bool is_drawn_ = false;
  Verification reached_;
};

}  // namespace pixferry
