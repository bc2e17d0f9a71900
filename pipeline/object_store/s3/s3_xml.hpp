#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pixferry {

/// As much of XML as the answers of S3 services have: elements with and without attributes, and
/// text. Nothing is ever expanded or looked up, and no text is read twice.

/// What stands between <name> or <name attribute="..."> and </name>, for the first of that name.
std::optional<std::string_view> xml_element(std::string_view text, std::string_view name);

/// The five entities that XML has of its own, undone; others stay as they are.
std::string xml_unescaped(std::string_view text);

}  // namespace pixferry
