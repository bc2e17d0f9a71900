#include "cli/manual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace pixferry {
namespace {

/// As it is, whatever it means to roff.
std::string literal(std::string_view text) {
  std::string escaped;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
    begins_line = c == '\n';
  }
  return escaped;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string option_entry(const CommandOption& option) {
  std::string names;
  for (const auto& name : option.names) {
    names += (names.empty() ? "" : ", ") + fmt::format("\\fB{}\\fR", literal(name));
  }
  if (!option.value.empty()) {
    names += (names.empty() ? "" : " ") + fmt::format("\\fI{}\\fR", literal(option.value));
  }
  return fmt::format(".TP\n{}\n{}\n", names, literal(option.what));
}

std::string command_section(const CommandNode& node, const std::string& words) {
  auto text = fmt::format(".SS \"{}\"\n{}.\n", literal(words), literal(node.what));
  for (const auto& option : node.options) text += option_entry(option);
  if (!node.footer.empty()) text += fmt::format(".PP\n.nf\n{}\n.fi\n", literal(node.footer));
  for (const auto& below : node.commands) {
    text += command_section(below, words + " " + below.name);
  }
  return text;
}

}  // namespace

std::string manual_page(const CommandNode& program, std::string_view version) {
  auto text = fmt::format(".TH {} 1 \"\" \"{} {}\"\n.SH NAME\n{} \\- {}\n", upper(program.name),
                          program.name, literal(version), program.name, literal(program.what));
  text += fmt::format(
      ".SH SYNOPSIS\n.B {}\n[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n", program.name);
  text += ".SH OPTIONS\nThese may stand before or behind any command.\n";
  for (const auto& option : program.options) text += option_entry(option);
  text += ".SH COMMANDS\n";
  for (const auto& command : program.commands) text += command_section(command, command.name);
  return text + fmt::format(".SH NOTES\n.nf\n{}\n.fi\n", literal(program.footer));
}

}  // namespace pixferry
