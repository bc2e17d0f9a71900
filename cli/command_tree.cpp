#include "cli/command_tree.hpp"

#include <CLI/CLI.hpp>

namespace pixferry {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

CommandOption option_from(const CLI::Option& option) {
  CommandOption described{
      .names = {}, .value = {}, .choices = {}, .what = option.get_description()};
  for (const auto& name : option.get_snames()) described.names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) described.names.push_back("--" + name);
  if (option.get_items_expected_max() == 0) return described;
  // Behind a colon the parser tells what it checks.
  described.value = split(option.get_type_name(), ':').front();
  if (described.value.find('|') != std::string::npos) {
    described.choices = split(described.value, '|');
  }
  return described;
}

}  // namespace

CommandNode command_node(const CLI::App& app) {
  CommandNode node{.name = app.get_name(),
                   .what = app.get_description(),
                   .footer = app.get_footer(),
                   .options = {},
                   .commands = {}};
  for (const auto* option : app.get_options()) node.options.push_back(option_from(*option));
  const auto any = [](const CLI::App*) { return true; };
  for (const auto* below : app.get_subcommands(any)) node.commands.push_back(command_node(*below));
  return node;
}

}  // namespace pixferry
