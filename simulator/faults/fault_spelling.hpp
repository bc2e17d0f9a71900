#pragma once

#include <string_view>

#include "pipeline/model/result.hpp"
#include "simulator/faults/fault.hpp"
#include "simulator/faults/operation.hpp"

namespace pixferry::simulator {

/// Reads the FAULT[+WAIT] of a rule about that operation; see parse_fault_plan(). The message of
/// the Error, `invalid_configuration`, says what is allowed there.
Result<Fault> parse_fault(std::string_view text, Operation operation);

}  // namespace pixferry::simulator
