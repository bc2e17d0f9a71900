#pragma once

#include "simulator/faults/fault_plan.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// Whether an S3 service does what it was asked for although its answer is faulty.
bool s3_does_it_in_spite_of(FaultKind kind);

/// The answer that S3, or what stands before it, gives in place of the honest one.
Response s3_with_fault(Response honest, const Fault& fault);

}  // namespace pixferry::simulator
