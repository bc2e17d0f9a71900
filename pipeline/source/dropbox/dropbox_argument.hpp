#pragma once

#include <boost/json/object.hpp>
#include <string>

namespace pixferry {

/// The value of the header `Dropbox-API-Arg`: JSON in printable ASCII alone, so every character
/// from U+007F on is escaped, those beyond U+FFFF as two surrogates.
/// https://www.dropbox.com/developers/reference/json-encoding
std::string dropbox_argument(const boost::json::object& argument);

}  // namespace pixferry
