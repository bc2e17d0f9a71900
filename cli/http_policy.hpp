#pragma once

#include "pipeline/platform/config.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// The hosts that a configuration lets us talk to, and those a source may send us on to.
HttpPolicy http_policy_for(const Config& config);

}  // namespace pixferry
