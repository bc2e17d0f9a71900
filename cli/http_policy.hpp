#pragma once

#include "pipeline/platform/config.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// The hosts of sources that a configuration lets us talk to, and those they may send us on to.
HttpPolicy http_policy_for_sources(const Config& config);

/// The operator's own bucket, wherever it is, and nothing else: no source can lead there.
HttpPolicy http_policy_for_store(const Config& config);

/// Every public host, over https alone, and the origins that the operator allows; nowhere else, and
/// no redirect.
HttpPolicy http_policy_for_webhooks(const Config& config);

}  // namespace pixferry
