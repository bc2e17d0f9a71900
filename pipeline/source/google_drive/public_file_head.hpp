#pragma once

#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// Whether the answer is a file to be saved, and not a page to be looked at.
bool is_attachment(const HttpAnswer& answer);

/// What the headers of a download say of the file: its name (RFC 6266), its type, and of a part of
/// it the size of the whole (RFC 9110, 14.4). All of it is read with suspicion.
SourceFile file_of_headers(const HttpAnswer& answer, const Limits& limits);

}  // namespace pixferry
