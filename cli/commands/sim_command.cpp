#include "cli/commands/sim_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "simulator/simulator.hpp"

namespace pixferry {

ExitCode run_sim_command(const Invocation& invocation, const SimCommand& command) {
  const auto faults = simulator::parse_fault_plan(command.faults);
  if (!faults) return complain(faults.error());
  const auto drive = Simulator::start({.port = command.port,
                                       .photos = command.photos,
                                       .folders = command.folders,
                                       .file_bytes = command.bytes,
                                       .odd_entries = command.odd_entries,
                                       .seed = command.seed,
                                       .latency = command.latency,
                                       .faults = *faults});
  if (!drive) return complain(drive.error());
  fmt::print("GOOGLE_DRIVE_API_URL={}\nGOOGLE_API_KEY=any\n# folder: {}\n", (*drive)->base_url(),
             (*drive)->folder_link());
  fmt::print("# objects: SUPABASE_URL={} SUPABASE_SERVICE_KEY={}\n", (*drive)->base_url(),
             simulator::SupabaseGate::kSecretKey);
  std::fflush(stdout);
  invocation.signals.wait();
  (*drive)->stop();
  return ExitCode::ok;
}

}  // namespace pixferry
