#pragma once

#include "pipeline/catalog/database.hpp"
#include "pipeline/platform/random.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// Brings the schema up to date in one transaction; several processes may do so at once. Error:
/// `schema_too_new` naming both versions, when a newer pixferry has written it.
Result<> migrate(const Context& context, Database& database, Random& random);

/// Whether the schema is the one this program knows; for /health/ready. Errors: `schema_too_new`,
/// `schema_too_old`, `catalog_unavailable`.
Result<> check_schema(const Context& context, Database& database);

/// The secret behind object keys, made once by the first migration.
Result<Secret> object_secret(const Context& context, Database& database);

}  // namespace pixferry
