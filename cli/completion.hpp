#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/command_tree.hpp"

namespace pixferry {

enum class Shell { bash, zsh, fish };

std::optional<Shell> shell_named(std::string_view text);

/// The script with which a shell completes the commands and options of the program.
std::string completion_script(const CommandNode& program, Shell shell);

}  // namespace pixferry
