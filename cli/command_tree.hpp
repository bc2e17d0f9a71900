#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace pixferry {

/// What can be said behind a command.
struct CommandOption {
  std::vector<std::string>
      names;          ///< with their dashes, "-q" and "--quiet"; none: told by its place
  std::string value;  ///< what it takes: "NAME=VALUE"; empty: it is a flag
  std::vector<std::string> choices;  ///< where it takes one of a few words
  std::string what;
};

/// A command, or the program itself, and what stands below it: from what completions and the manual
/// are made, so that they name all there is.
struct CommandNode {
  std::string name;
  std::string what;
  std::string footer;
  std::vector<CommandOption> options;
  std::vector<CommandNode> commands;
};

/// The whole program.
CommandNode command_tree();

/// A parser as such a tree.
CommandNode command_node(const CLI::App& app);

}  // namespace pixferry
