#pragma once

#include "simulator/faults/fault_plan.hpp"
#include "simulator/http/response.hpp"
#include "simulator/object_storage/supabase_route.hpp"

namespace pixferry::simulator {

/// Whether what was asked for is done although the answer is spoiled.
bool is_done_in_spite_of(FaultKind kind);

/// The answer of a fault that lets nothing be done, as Supabase or its gateway gives it.
Response refusal_by(const Fault& fault, const SupabaseRoute& route);

/// The answer after a fault that spoils it.
Response spoiled_by(const Fault& fault, Response honest);

}  // namespace pixferry::simulator
