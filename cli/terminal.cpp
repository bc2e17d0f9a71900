#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace pixferry {
namespace {

bool is_set(const Environment& environment, std::string_view name) {
  const auto found = environment.find(name);
  return found != environment.end() && !found->second.empty();
}

bool is_dumb(const Environment& environment) {
  const auto found = environment.find("TERM");
  return found == environment.end() || found->second.empty() || found->second == "dumb";
}

}  // namespace

Terminal describe_terminal(bool is_terminal, const Environment& environment, ColorChoice choice) {
  const bool can_redraw = is_terminal && !is_dumb(environment) && !is_set(environment, "CI");
  const bool wants_color =
      choice == ColorChoice::always ||
      (choice == ColorChoice::automatic && can_redraw && !is_set(environment, "NO_COLOR"));
  return {.is_terminal = is_terminal, .has_color = wants_color, .can_redraw = can_redraw};
}

Terminal probe_terminal(int descriptor, const Environment& environment, ColorChoice choice) {
  return describe_terminal(::isatty(descriptor) == 1, environment, choice);
}

int terminal_width(int descriptor) {
  constexpr int kUsual = 80;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return size.ws_col;
}

}  // namespace pixferry
