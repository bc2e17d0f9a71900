#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/request.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/start_import.hpp"

namespace pixferry::routes {

/// Which fields the body of an import route may have.
enum class ImportFields {
  link_only,  ///< folder_url, password
  all,        ///< folder_url, password, recursive, max_files
};

/// What a client asks to import, or why it cannot be read: 415 for another type than JSON, 400 for
/// a body that is not JSON, 422 naming every field that is unknown, missing, repeated or wrong.
std::variant<ImportRequest, http::Problem> read_import_body(const http::Request& request,
                                                            ImportFields fields,
                                                            const Limits& limits);

}  // namespace pixferry::routes
