#pragma once

#include <boost/json/object.hpp>

#include "simulator/faults/fault.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// The honest answer, made faulty the way Dropbox or the network on the way to it fails. A fault of
/// a page's content leaves it as it is: see PageFaults. The header Retry-After is left to the
/// caller.
Response with_dropbox_fault(Response honest, const Fault& fault);

/// Makes the entry of a listing say what is not true of the file's bytes.
void tell_dropbox_lie(boost::json::object& entry, FaultKind lie);

}  // namespace pixferry::simulator
