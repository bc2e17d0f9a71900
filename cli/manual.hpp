#pragma once

#include <string>
#include <string_view>

#include "cli/command_tree.hpp"

namespace pixferry {

/// The manual page of the program, section 1, in the language of man(7).
std::string manual_page(const CommandNode& program, std::string_view version);

}  // namespace pixferry
