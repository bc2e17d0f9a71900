#pragma once

#include <string>
#include <string_view>

#include "api-gateway/http/headers.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry::http {

/// The client's X-Request-Id if it is 1 to 128 of [A-Za-z0-9._-], else a new one.
std::string request_id_of(const Headers& headers, Random& random);

}  // namespace pixferry::http
