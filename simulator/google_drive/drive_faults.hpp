#pragma once

#include <boost/json/object.hpp>

#include "simulator/faults/fault.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// The honest answer, made faulty the way Drive or the network on the way to it fails. A fault of a
/// page's content leaves it as it is: see PageFaults. Retry-After is left to the caller.
Response with_fault(Response honest, const Fault& fault);

/// Makes the resource of a file say what is not true of its bytes.
void tell_lie(boost::json::object& file, FaultKind lie);

}  // namespace pixferry::simulator
