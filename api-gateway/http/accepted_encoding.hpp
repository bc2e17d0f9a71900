#pragma once

#include <string_view>

#include "api-gateway/http/headers.hpp"

namespace pixferry::http {

/// Whether the client takes this content coding ("gzip", "br"), as Accept-Encoding says (RFC 9110
/// §12.5.3): by its name, or by '*' where it is not named; a weight of 0 means no. Without the
/// header, none.
bool accepts_encoding(const Headers& headers, std::string_view coding);

}  // namespace pixferry::http
