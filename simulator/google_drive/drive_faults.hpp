#pragma once

#include "simulator/faults/fault_plan.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// The honest answer, made faulty the way Drive or the network on the way to it fails.
Response with_fault(Response honest, const Fault& fault);

}  // namespace pixferry::simulator
