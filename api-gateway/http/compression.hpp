#pragma once

#include "api-gateway/http/request.hpp"
#include "api-gateway/http/response.hpp"

namespace pixferry::http {

/// Compresses the JSON of an answer with gzip where it is long enough to gain by it and the client
/// takes that; such an answer says that it varies. Its ETag becomes a weak one: the bytes differ,
/// what they mean does not. Files, events and what is compressed already stay as they are.
void compress(const Request& request, Response& response);

}  // namespace pixferry::http
