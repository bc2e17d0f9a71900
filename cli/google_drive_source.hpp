#pragma once

#include <memory>

#include "pipeline/paced_source.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// The way into Google Drive that the configuration allows: its API with a key, its public pages
/// without one. Client, clock and configuration must outlive it.
std::unique_ptr<SourceProvider> make_google_drive(HttpClient& http, const Config& config,
                                                  const Clock& clock);

/// Requests a second that may be made of it at most; 0 leaves it to what Google allows.
double google_drive_rate_max(const Config& config);
/// What they cost. Where a rate of requests is set, each costs the same.
PacedSource::Costs google_drive_costs(const Config& config);

}  // namespace pixferry
