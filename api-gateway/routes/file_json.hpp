#pragma once

#include <string>
#include <vector>

#include "pipeline/catalog/journal.hpp"

namespace pixferry::routes {

/// {"files": […], "next_cursor": text or null}
std::string file_page_json(const FilePage& page);

/// {"failures": […]}: each reason with its hint, whether a retry as things stand may help, and one
/// file as an example.
std::string failures_json(const std::vector<FailureGroup>& groups);

}  // namespace pixferry::routes
