#include "cli/commands/migrate_command.hpp"

#include "cli/open_catalog.hpp"

namespace pixferry {

ExitCode run_migrate_command(const Invocation& invocation) {
  const SystemClock clock;
  const auto taken = take_catalog(Context{invocation.signals.stop_token()},
                                  invocation.loaded.config, clock, "pixferry migrate");
  if (!taken) return complain(taken.error());
  say(invocation, "The catalog is up to date.");
  return ExitCode::ok;
}

}  // namespace pixferry
