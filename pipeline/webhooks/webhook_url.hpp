#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"

namespace pixferry {

inline constexpr std::size_t kWebhookUrlBytesMax = 2048;

/// Whether that URL may be called, as far as its text tells: https, to a host that may be a public
/// one, on port 443 or one above 1023 that browsers do not refuse
/// (https://fetch.spec.whatwg.org/#port-blocking), without user, password and fragment. Whatever
/// lies at one of the allowed origins ("http://hooks.internal:9000") may be called. What a name
/// leads to is checked when it is called, in HttpClient. Answers the URL as it will be called;
/// Error: `invalid_request`, with a sentence that does not repeat the URL.
Result<std::string> read_webhook_url(std::string_view text,
                                     const std::vector<std::string>& allowed_origins);

}  // namespace pixferry
