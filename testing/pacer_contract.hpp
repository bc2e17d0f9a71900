#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "pipeline/pacing/pacer.hpp"

namespace pixferry {

/// One adapter under the contract. `make` gives a pacer without fixed rates whose deadlines are
/// those of the clock.
struct PacerCase {
  std::string name;
  std::function<std::unique_ptr<Pacer>(const Clock& clock)> make;
  /// What GoogleTest prints of it.
  friend void PrintTo(const PacerCase& adapter, std::ostream* out) { *out << adapter.name; }
};

/// What every Pacer promises. Instantiate it beside the adapter, with `pacer_case_name`.
class PacerContract : public testing::TestWithParam<PacerCase> {
 protected:
  SystemClock clock_;
  std::unique_ptr<Pacer> pacer_ = GetParam().make(clock_);
};

std::string pacer_case_name(const testing::TestParamInfo<PacerCase>& info);

}  // namespace pixferry
