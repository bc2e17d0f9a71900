#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api-gateway/routes/storage_url.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry::routes {

/// `csv`: RFC 4180 in UTF-8 without a mark, lines ending in CR LF, below a line of names. A text
/// that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a line end)
/// gets an apostrophe before it, so who wants the texts as they are takes `jsonl`: a JSON object a
/// line.
enum class ReportFormat { csv, jsonl };

std::string_view name(ReportFormat format);
std::optional<ReportFormat> report_format_named(std::string_view text);

/// What stands before the first file.
std::string report_heading(ReportFormat format);

/// Adds the line of one file. Both formats have the same members, in the same order.
void append_report_line(std::string& text, ReportFormat format, const ReportedFile& file,
                        const StorageUrl& storage_url);

}  // namespace pixferry::routes
