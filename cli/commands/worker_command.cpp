#include "cli/commands/worker_command.hpp"

#include <fmt/format.h>

#include "cli/engine.hpp"
#include "cli/shared_catalog.hpp"
#include "cli/version.hpp"

namespace pixferry {

ExitCode run_worker_command(const Invocation& invocation) {
  const auto& config = invocation.loaded.config;
  if (auto shared = require_shared_catalog(config, "worker"); !shared) {
    return complain(shared.error());
  }
  const auto engine = Engine::open(Context{invocation.signals.stop_token()}, config,
                                   {.purpose = "pixferry worker"});
  if (!engine) return complain(engine.error());
  if (auto listening = (*engine)->start_metrics(); !listening) return complain(listening.error());
  (*engine)->start_worker();
  say(invocation, fmt::format("pixferry {}  worker on {}\n"
                              "└─ {} transfers at once",
                              version(), (*engine)->description(), config.limits.transfers));
  invocation.signals.wait();
  say(invocation, "Stopping: transfers under way are finished or handed back");
  (*engine)->stop();
  return ExitCode::ok;
}

}  // namespace pixferry
