#include "cli/commands/api_command.hpp"

#include "cli/commands/serve_command.hpp"
#include "cli/shared_catalog.hpp"

namespace pixferry {

ExitCode run_api_command(const Invocation& invocation) {
  const auto& config = invocation.loaded.config;
  if (auto shared = require_shared_catalog(config, "api"); !shared) return complain(shared.error());
  const auto engine = Engine::open(Context{invocation.signals.stop_token()}, config,
                                   {.purpose = "pixferry api", .has_workers = false});
  if (!engine) return complain(engine.error());
  if (auto listening = (*engine)->start_gateway(); !listening) return complain(listening.error());
  return serve_until_signal(**engine, invocation);
}

}  // namespace pixferry
