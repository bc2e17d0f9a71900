#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>

#include "simulator/drive_tree/drive_tree.hpp"

namespace pixferry {

using namespace simulator;

/// Every entry below a folder by its id, with no shortcut followed: what another client must see.
std::map<std::string, DriveEntry> entries_below(const DriveTree& tree, std::string_view folder);

/// Whether it has bytes that anybody may have.
bool is_downloadable(const DriveEntry& entry);

/// The text of a member of what a client wrote.
std::string text_of(const boost::json::value& object, std::string_view member);

}  // namespace pixferry
