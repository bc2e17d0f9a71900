#pragma once

#include "simulator/faults/fault.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// The honest answer of a public page, made faulty the way Drive's web server or the network on the
/// way to it fails. A fault that is a page in itself leaves it as it is: see PublicPages.
/// Retry-After is left to the caller.
Response with_public_fault(Response honest, const Fault& fault);

}  // namespace pixferry::simulator
