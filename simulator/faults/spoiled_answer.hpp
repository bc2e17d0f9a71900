#pragma once

#include "simulator/faults/fault_plan.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// Whether the fault happens to an answer on its way, whoever gives it; every other one is an
/// answer in itself.
bool is_on_the_way(FaultKind kind);

/// The answer after such a fault.
Response spoiled(Response honest, FaultKind kind);

}  // namespace pixferry::simulator
