#include "cli/completion.hpp"

#include <fmt/format.h>

#include <functional>

namespace pixferry {
namespace {

/// A command and the words that lead to it, each with a blank before it: " jobs show".
using Visit = std::function<void(const CommandNode&, const std::string& at)>;

void visit_all(const CommandNode& node, const std::string& at, const Visit& visit) {
  visit(node, at);
  for (const auto& below : node.commands) visit_all(below, at + " " + below.name, visit);
}

/// In single quotes, for any shell.
std::string shell_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? "'\\''" : std::string{c});
  return quoted + "'";
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  return fmt::format("{}", fmt::join(texts, separator));
}

/// Every way to a command, for a shell's `case`.
std::string ways(const CommandNode& program, std::string_view separator) {
  std::vector<std::string> all;
  visit_all(program, "", [&](const CommandNode&, const std::string& at) {
    if (!at.empty()) all.push_back(shell_quoted(at));
  });
  return joined(all, separator);
}

/// What each option that takes a value is followed by, as lines of a shell's `case`.
std::string value_cases(const CommandNode& program, std::string_view choice_line,
                        std::string_view file_line) {
  std::string text;
  visit_all(program, "", [&](const CommandNode& node, const std::string&) {
    for (const auto& option : node.options) {
      if (option.names.empty() || option.value.empty()) continue;
      const auto line = option.choices.empty() ? file_line : choice_line;
      text += fmt::format(fmt::runtime(line), fmt::arg("names", joined(option.names, "|")),
                          fmt::arg("choices", joined(option.choices, " ")));
    }
  });
  return text;
}

std::string bash_script(const CommandNode& program) {
  std::string words;
  visit_all(program, "", [&](const CommandNode& node, const std::string& at) {
    std::vector<std::string> all;
    for (const auto& below : node.commands) all.push_back(below.name);
    for (const auto& option : node.options) {
      all.insert(all.end(), option.names.begin(), option.names.end());
      if (option.names.empty()) all.insert(all.end(), option.choices.begin(), option.choices.end());
    }
    words += fmt::format("    {}) words='{}' ;;\n", shell_quoted(at), joined(all, " "));
  });
  std::vector<std::string> global;
  for (const auto& option : program.options) {
    global.insert(global.end(), option.names.begin(), option.names.end());
  }
  return fmt::format(
      "# Completion of {0} for bash: source <({0} completion bash)\n"
      "_{0}() {{\n"
      "  local at='' word words current=${{COMP_WORDS[COMP_CWORD]}}\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    case \"$at $word\" in\n      {1}) at=\"$at $word\" ;;\n    esac\n"
      "  done\n"
      "  case \"${{COMP_WORDS[COMP_CWORD-1]}}\" in\n{2}  esac\n"
      "  case \"$at\" in\n{3}  esac\n"
      "  COMPREPLY=($(compgen -W \"$words {4}\" -- \"$current\"))\n"
      "}}\n"
      "complete -F _{0} {0}\n",
      program.name, ways(program, "|"),
      value_cases(program,
                  "    {names}) COMPREPLY=($(compgen -W '{choices}' -- \"$current\")); return ;;\n",
                  "    {names}) COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"),
      words, joined(global, " "));
}

/// "name:what it is", as zsh describes what it offers.
std::string described(std::string_view name, std::string_view what) {
  return shell_quoted(fmt::format("{}:{}", name, what));
}

std::string zsh_script(const CommandNode& program) {
  std::string words;
  visit_all(program, "", [&](const CommandNode& node, const std::string& at) {
    words += fmt::format("    {}) offers+=(", shell_quoted(at));
    for (const auto& below : node.commands) words += described(below.name, below.what) + " ";
    for (const auto& option : node.options) {
      const auto& names = option.names.empty() ? option.choices : option.names;
      if (&node == &program && !option.names.empty()) continue;
      for (const auto& name : names) words += described(name, option.what) + " ";
    }
    words += ") ;;\n";
  });
  std::string global;
  for (const auto& option : program.options) {
    for (const auto& name : option.names) global += described(name, option.what) + " ";
  }
  return fmt::format(
      "#compdef {0}\n"
      "# Completion of {0} for zsh: {0} completion zsh > a file _{0} in a folder of $fpath\n"
      "_{0}() {{\n"
      "  local at='' word\n"
      "  local -a offers\n"
      "  for word in ${{words[2,CURRENT-1]}}; do\n"
      "    case \"$at $word\" in\n      {1}) at=\"$at $word\" ;;\n    esac\n"
      "  done\n"
      "  case \"${{words[CURRENT-1]}}\" in\n{2}  esac\n"
      "  case \"$at\" in\n{3}  esac\n"
      "  offers+=({4})\n"
      "  _describe {0} offers\n"
      "}}\n"
      "_{0} \"$@\"\n",
      program.name, ways(program, "|"),
      value_cases(program, "    {names}) compadd {choices}; return ;;\n",
                  "    {names}) _files; return ;;\n"),
      words, global);
}

/// An option as fish takes it apart.
std::string fish_option(const CommandOption& option) {
  std::string text;
  for (const auto& name : option.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty() && !option.names.empty()) text += " -r";
  if (!option.choices.empty()) text += " -a " + shell_quoted(joined(option.choices, " "));
  return text;
}

std::string fish_script(const CommandNode& program) {
  std::string lines;
  visit_all(program, "", [&](const CommandNode& node, const std::string& at) {
    // What the program takes it takes everywhere.
    const auto where =
        &node == &program ? "" : fmt::format(" -n \"__{}_at {}\"", program.name, shell_quoted(at));
    for (const auto& below : node.commands) {
      lines += fmt::format("complete -c {0} -n \"__{0}_at {1}\" -a {2} -d {3}\n", program.name,
                           shell_quoted(at), below.name, shell_quoted(below.what));
    }
    for (const auto& option : node.options) {
      if (option.names.empty() && option.choices.empty()) continue;
      lines += fmt::format("complete -c {}{}{} -d {}\n", program.name, where, fish_option(option),
                           shell_quoted(option.what));
    }
  });
  return fmt::format(
      "# Completion of {0} for fish: {0} completion fish | source\n"
      "function __{0}_at\n"
      "  set -l at ''\n"
      "  for word in (commandline -opc)[2..-1]\n"
      "    switch \"$at $word\"\n"
      "      case {1}\n"
      "        set at \"$at $word\"\n"
      "    end\n"
      "  end\n"
      "  test \"$at\" = \"$argv[1]\"\n"
      "end\n"
      "complete -c {0} -f\n{2}",
      program.name, ways(program, " "), lines);
}

}  // namespace

std::optional<Shell> shell_named(std::string_view text) {
  if (text == "bash") return Shell::bash;
  if (text == "zsh") return Shell::zsh;
  if (text == "fish") return Shell::fish;
  return std::nullopt;
}

std::string completion_script(const CommandNode& program, Shell shell) {
  switch (shell) {
    case Shell::bash: return bash_script(program);
    case Shell::zsh: return zsh_script(program);
    case Shell::fish: return fish_script(program);
  }
  return {};
}

}  // namespace pixferry
