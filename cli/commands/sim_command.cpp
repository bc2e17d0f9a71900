#include "cli/commands/sim_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "simulator/simulator.hpp"

namespace pixferry {

namespace {

void print_dropbox_settings(const Simulator& simulator) {
  fmt::print("DROPBOX_API_URL={}\nDROPBOX_CONTENT_URL={}\nDROPBOX_ACCESS_TOKEN=any\n# folder: {}\n",
             simulator.dropbox_api_url(), simulator.dropbox_content_url(),
             simulator.dropbox_link());
  fmt::print("# locked folder: {} (password: {})\n",
             simulator.dropbox_link({.entry_id = std::string{simulator::kDemoFolder},
                                     .access = simulator::DropboxLink::Access::locked}),
             simulator::DropboxLink::kPassword);
}

/// As comments: whoever takes the output for settings keeps the objects where they are.
void print_s3_settings(const Simulator& simulator) {
  const auto& options = simulator.s3().options();
  fmt::print("# bucket: S3_ENDPOINT={} S3_BUCKET={} S3_ACCESS_KEY_ID={} S3_SECRET_ACCESS_KEY={}\n",
             simulator.s3_endpoint(), options.bucket, options.account.access_key_id,
             options.account.secret_access_key);
}

void print_supabase_settings(const Simulator& simulator) {
  fmt::print("# project: SUPABASE_URL={} SUPABASE_SERVICE_KEY={}\n", simulator.base_url(),
             simulator::SupabaseGate::kSecretKey);
}

}  // namespace

ExitCode run_sim_command(const Invocation& invocation, const SimCommand& command) {
  const auto faults = simulator::parse_fault_plan(command.faults);
  if (!faults) return complain(faults.error());
  const auto drive = Simulator::start({.port = command.port,
                                       .photos = command.photos,
                                       .folders = command.folders,
                                       .file_bytes = command.bytes,
                                       .photo_edge_max = command.edge,
                                       .odd_entries = command.odd_entries,
                                       .seed = command.seed,
                                       .latency = command.latency,
                                       .faults = *faults});
  if (!drive) return complain(drive.error());
  fmt::print(
      "GOOGLE_DRIVE_API_URL={0}\nGOOGLE_DRIVE_WEB_URL={0}\nGOOGLE_API_KEY=any\n# folder: {1}\n",
      (*drive)->base_url(), (*drive)->folder_link());
  print_dropbox_settings(**drive);
  print_s3_settings(**drive);
  print_supabase_settings(**drive);
  std::fflush(stdout);
  invocation.signals.wait();
  (*drive)->stop();
  return ExitCode::ok;
}

}  // namespace pixferry
