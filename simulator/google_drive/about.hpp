#pragma once

#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// What Drive tells a signed-in caller about itself: the formats a document can be turned into.
/// Rightly refused without an access token, and without `fields`.
/// https://developers.google.com/workspace/drive/api/reference/rest/v3/about/get
Response about_response(const Request& request);

}  // namespace pixferry::simulator
