#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// A refusal as a union of the API: `error` holds the tags, and the summary those of them that
/// `summary` joins with slashes, with some dots behind it.
/// https://www.dropbox.com/developers/documentation/http/documentation#error-handling
Response dropbox_error(int status, std::string_view summary, boost::json::object error);

/// A union of one tag, with status 409 as endpoints give it.
Response dropbox_conflict(std::string_view tag);
/// The same about a path: {".tag": "path", "path": {".tag": …}}.
Response dropbox_path_conflict(std::string_view tag);

/// Status 401, with the tag and what else belongs to it.
Response dropbox_unauthorized(std::string_view tag, boost::json::object details = {});

/// Status 400: a sentence about a call that cannot be understood.
Response dropbox_bad_request(std::string_view route, std::string_view what);

/// Status 429 with the wait in its body.
Response dropbox_throttled(std::int64_t wait_seconds);

/// Status 400 as OAuth has it.
Response oauth_error(std::string_view error, std::string_view description);

Response dropbox_answer(const boost::json::object& body);

}  // namespace pixferry::simulator
