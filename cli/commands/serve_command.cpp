#include "cli/commands/serve_command.hpp"

#include <fmt/format.h>

#include "cli/commands/import_command.hpp"
#include "cli/version.hpp"

namespace pixferry {

ExitCode run_serve_command(const Invocation& invocation, const ServeCommand& command) {
  const auto engine = Engine::open(Context{invocation.signals.stop_token()},
                                   invocation.loaded.config, {.purpose = "pixferry serve"});
  if (!engine) return complain(engine.error());
  if (auto listening = (*engine)->start_gateway(); !listening) return complain(listening.error());
  if (!command.import_link.empty()) {
    const auto job = import_and_watch(**engine, invocation, {.link = command.import_link});
    if (!job) return complain(job.error());
  } else {
    (*engine)->start_worker();
  }
  return serve_until_signal(**engine, invocation);
}

ExitCode serve_until_signal(Engine& engine, const Invocation& invocation) {
  say(invocation, fmt::format("pixferry {}  on {}\n"
                              "├─ {} {}\n"
                              "├─ Docs        {}/docs\n"
                              "└─ Health      {}/health/ready",
                              version(), engine.description(),
                              engine.has_web_app() ? "App and API" : "API        ", engine.url(),
                              engine.url(), engine.url()));
  invocation.signals.wait();
  say(invocation, "Stopping: transfers under way are finished or handed back");
  engine.stop();
  return ExitCode::ok;
}

}  // namespace pixferry
