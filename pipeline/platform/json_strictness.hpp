#pragma once

#include <boost/json/parse_options.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace pixferry::json {

/// What is wrong with a JSON text and where, or nothing. Looks for what Boost.JSON's own parser
/// lets pass as well: duplicate keys, U+0000, numbers that a value cannot hold.
std::optional<std::string> complaint_about_strictness(std::string_view text,
                                                      const boost::json::parse_options& options);

}  // namespace pixferry::json
