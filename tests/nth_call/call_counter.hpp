#pragma once

#include <map>
#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// One call of a port that goes wrong.
struct PlannedFailure {
  enum class Mode {
    instead,  ///< nothing is done
    after,    ///< all is done, and the answer is lost
  };

  std::string call;  ///< "store.put"
  int nth = 0;       ///< 1 is the first call; 0 is none at all
  Mode mode = Mode::instead;
  ErrorCode code = ErrorCode::internal;
};

/// Counts the calls of all ports, and makes the planned one fail. Single threaded.
class CallCounter {
 public:
  explicit CallCounter(PlannedFailure planned) : planned_(std::move(planned)) {}

  /// Counts one call; true if it is the planned one.
  bool is_planned(std::string_view call);

  /// Makes the call, or answers the planned error in its place or after it.
  template <class Call>
  auto pass(std::string_view call, Call make) -> decltype(make()) {
    if (!is_planned(call)) return make();
    if (planned_.mode == PlannedFailure::Mode::after) (void)make();
    return error();
  }

  Error error() const;
  int calls(std::string_view call) const;
  bool has_failed() const { return calls(planned_.call) >= planned_.nth && planned_.nth > 0; }

 private:
  PlannedFailure planned_;
  std::map<std::string, int, std::less<>> calls_;
};

}  // namespace pixferry
