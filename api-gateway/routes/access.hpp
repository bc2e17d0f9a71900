#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry::routes {

/// Where API keys are configured, asks for one of them on every keyed route, compared in constant
/// time. Without keys, and unless anonymous use is allowed, it asks that the request was sent to
/// this machine by its own name: a page whose DNS name was pointed at the loopback address
/// (rebinding) sends its own in Host.
http::Guard access_guard(const Config& config);

/// The rule of who may be let in: without keys only this machine, unless the operator says
/// otherwise. Error: `invalid_configuration`.
Result<> check_exposure(const Config& config);

/// Whether a host name or address, as in HOST, means this machine alone.
bool is_loopback(std::string_view host);

}  // namespace pixferry::routes
