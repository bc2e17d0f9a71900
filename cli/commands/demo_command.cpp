#include "cli/commands/demo_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands/import_command.hpp"
#include "cli/commands/serve_command.hpp"
#include "cli/compare_import.hpp"
#include "cli/data_directory.hpp"
#include "cli/human_text.hpp"
#include "simulator/simulator.hpp"

namespace pixferry {
namespace {

Config config_for(const Config& config, const Simulator& drive) {
  // Only what belongs to this machine: a demo writes into no catalog and no bucket of others.
  Config demo = config;
  demo.database_url = {};
  demo.redis_url = {};
  demo.supabase = {};
  demo.s3 = {};
  demo.data_dir = config.data_dir + "/demo";
  demo.google_drive_api_url = drive.base_url();
  demo.google_api_key = Secret{"demo"};
  return demo;
}

Result<> prove(Engine& engine, const Invocation& invocation, const Simulator& drive) {
  const auto verified = engine.verify_objects().run(
      Context{invocation.signals.stop_token()}, {.owner = std::string{kDefaultOwner}},
      {.bad = [&](const BadObject& bad) { say(invocation, bad.blob.key.text + ": " + bad.what); }});
  if (!verified) return verified.error();
  if (verified->bad > 0) {
    return Error{ErrorCode::checksum_mismatch,
                 fmt::format("{} of {} objects are not what the catalog says", verified->bad,
                             verified->objects)};
  }
  const auto differences = compare_import(engine.gallery(), drive.tree().expected());
  if (!differences) return differences.error();
  if (!differences->empty()) {
    return Error{ErrorCode::checksum_mismatch, fmt::format("{}", fmt::join(*differences, "\n"))};
  }
  say(invocation, fmt::format("Verified: {} objects, {}, read back; each has the SHA-256 of its "
                              "original, and every image of the folder is there once\n"
                              "The images lie in {}, their rows in {}",
                              human_count(verified->objects), human_bytes(verified->bytes),
                              objects_directory(engine.config()), catalog_path(engine.config())));
  return {};
}

}  // namespace

ExitCode run_demo_command(const Invocation& invocation, const DemoCommand& command) {
  say(invocation, "Demo: a made-up Google Drive on this machine; nothing leaves it");
  const auto drive = Simulator::start({.photos = command.photos});
  if (!drive) return complain(drive.error());
  const auto engine =
      Engine::open(Context{invocation.signals.stop_token()},
                   config_for(invocation.loaded.config, **drive), {.purpose = "pixferry demo"});
  if (!engine) return complain(engine.error());

  const auto job = import_and_watch(**engine, invocation, {.link = (*drive)->folder_link()});
  if (!job) return complain(job.error());
  if (is_active(job->state)) return ExitCode::interrupted;
  if (auto proven = prove(**engine, invocation, **drive); !proven) return complain(proven.error());

  const bool is_watched = ::isatty(STDERR_FILENO) == 1 || command.keep_serving;
  if (command.once || !is_watched) return ExitCode::ok;
  if (auto listening = (*engine)->start_gateway(); !listening) return complain(listening.error());
  return serve_until_signal(**engine, invocation);
}

}  // namespace pixferry
