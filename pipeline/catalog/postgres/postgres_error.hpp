#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// What an SQLSTATE means for us, in a sentence that names the server and the cure. An empty one is
/// libpq's word for a connection that broke. `server` and `detail` hold no secret.
/// https://www.postgresql.org/docs/15/errcodes-appendix.html
Error classify_postgres(std::string_view sqlstate, const std::string& server,
                        std::string_view detail);

/// Why no connection came about: `catalog_unavailable`. libpq tells only by its text, so that a
/// server which speaks another language gets the general cure.
Error classify_postgres_connect(const std::string& server, std::string_view detail);

}  // namespace pixferry
