#pragma once

#include "simulator/faults/fault_injector.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

inline constexpr std::string_view kFaultsPath = "/sim/faults";

/// Answers requests to /sim/faults while the simulator runs. The body is a fault plan in plain
/// text, as parse_fault_plan() reads it: GET shows the one that is staged, PUT stages another in
/// its place and answers it, or 400 with the complaint and nothing changed; DELETE stages none.
/// Both begin anew: counts of requests and of files start from nothing.
Response answer_fault_request(FaultInjector& faults, const Request& request);

}  // namespace pixferry::simulator
