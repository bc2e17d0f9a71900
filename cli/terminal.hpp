#pragma once

#include "cli/environment.hpp"

namespace pixferry {

enum class ColorChoice { automatic, never, always };

/// What one output stream can show.
struct Terminal {
  bool is_terminal = false;
  bool has_color = false;
  /// Whether lines may be drawn over: a terminal that understands the cursor, and not a CI log.
  bool can_redraw = false;
};

/// NO_COLOR, TERM=dumb and CI are obeyed unless the user chose otherwise.
Terminal describe_terminal(bool is_terminal, const Environment& environment, ColorChoice choice);

/// The same for a file descriptor.
Terminal probe_terminal(int descriptor, const Environment& environment, ColorChoice choice);

/// Columns of the terminal as it is now; 80 where nobody knows.
int terminal_width(int descriptor);

}  // namespace pixferry
