#pragma once

#include <cstdint>
#include <memory>

#include "pipeline/catalog/database.hpp"

namespace pixferry::bench {

/// Serves the API alone, without workers, from a catalog on 127.0.0.1 until a signal ends it.
/// Throws std::runtime_error if it cannot.
void serve_alone(Database& database, std::uint16_t port);

}  // namespace pixferry::bench
