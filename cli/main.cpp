#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/command_tree.hpp"
#include "cli/commands/api_command.hpp"
#include "cli/commands/config_command.hpp"
#include "cli/commands/delete_images_command.hpp"
#include "cli/commands/delete_job_command.hpp"
#include "cli/commands/demo_command.hpp"
#include "cli/commands/doctor_command.hpp"
#include "cli/commands/gc_command.hpp"
#include "cli/commands/images_command.hpp"
#include "cli/commands/import_command.hpp"
#include "cli/commands/inspect_child_command.hpp"
#include "cli/commands/jobs_command.hpp"
#include "cli/commands/migrate_command.hpp"
#include "cli/commands/preview_command.hpp"
#include "cli/commands/report_command.hpp"
#include "cli/commands/serve_command.hpp"
#include "cli/commands/server_commands.hpp"
#include "cli/commands/sim_command.hpp"
#include "cli/commands/verify_command.hpp"
#include "cli/commands/version_command.hpp"
#include "cli/commands/worker_command.hpp"
#include "cli/completion.hpp"
#include "cli/config_report.hpp"
#include "cli/crash_at.hpp"
#include "cli/invocation.hpp"
#include "cli/manual.hpp"
#include "cli/version.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

struct Run {
  const Invocation& invocation;

  ExitCode operator()(const ServeCommand& command) {
    return run_serve_command(invocation, command);
  }
  ExitCode operator()(const ApiCommand&) { return run_api_command(invocation); }
  ExitCode operator()(const WorkerCommand&) { return run_worker_command(invocation); }
  ExitCode operator()(const MigrateCommand&) { return run_migrate_command(invocation); }
  ExitCode operator()(const ImportCommand& command) {
    return run_import_command(invocation, command);
  }
  ExitCode operator()(const PreviewCommand& command) {
    return run_preview_command(invocation, command);
  }
  ExitCode operator()(const DemoCommand& command) { return run_demo_command(invocation, command); }
  ExitCode operator()(const SimCommand& command) { return run_sim_command(invocation, command); }
  ExitCode operator()(const VerifyCommand& command) {
    return run_verify_command(invocation, command);
  }
  ExitCode operator()(const GcCommand& command) { return run_gc_command(invocation, command); }
  ExitCode operator()(const JobsCommand& command) { return run_jobs_command(invocation, command); }
  ExitCode operator()(const JobShowCommand& command) {
    return run_job_show_command(invocation, command);
  }
  ExitCode operator()(const JobReportCommand& command) {
    return run_report_command(invocation, command);
  }
  ExitCode operator()(const CompletionCommand& command) {
    fmt::print("{}", completion_script(command_tree(), command.shell));
    return ExitCode::ok;
  }
  ExitCode operator()(const ManualCommand&) {
    fmt::print("{}", manual_page(command_tree(), version()));
    return ExitCode::ok;
  }
  ExitCode operator()(const ImagesCommand& command) {
    return run_images_command(invocation, command);
  }
  ExitCode operator()(const DeleteJobCommand& command) {
    return run_delete_job_command(invocation, command);
  }
  ExitCode operator()(const DeleteImagesCommand& command) {
    return run_delete_images_command(invocation, command);
  }
  ExitCode operator()(const DoctorCommand&) { return run_doctor_command(invocation); }
  ExitCode operator()(const ConfigCommand& command) {
    return run_config_command(invocation, command);
  }
  ExitCode operator()(const VersionCommand&) { return run_version_command(invocation); }
  /// What is left only a server can answer, and was answered before.
  template <class AtServerAlone>
  ExitCode operator()(const AtServerAlone&) {
    return ExitCode::usage;
  }
};

void configure_log(const Config& config) {
  const auto format = ::isatty(STDERR_FILENO) == 1 ? log::Format::text : log::Format::json;
  log::configure(config.log_level, config.log_format.value_or(format));
}

ExitCode run(const std::vector<std::string>& arguments, const Signals& signals) {
  const auto parsed = parse_command_line(arguments);
  if (const auto* answer = std::get_if<CommandLineAnswer>(&parsed)) {
    fmt::print(answer->exit_code == ExitCode::ok ? stdout : stderr, "{}", answer->text);
    return answer->exit_code;
  }
  const auto& line = std::get<CommandLine>(parsed);
  const auto environment = read_environment();
  if (auto armed = arm_crash_at(environment); !armed) return complain(armed.error());
  const auto loaded = read_config({.flags = line.options.settings, .environment = environment});
  if (!loaded) return complain(loaded.error());
  configure_log(loaded->config);
  const Invocation invocation{line.options, environment, *loaded, signals};
  // The doctor names them among its findings.
  if (!std::holds_alternative<DoctorCommand>(line.command)) {
    for (const auto& warning : config_warnings(*loaded)) say(invocation, "! " + warning);
  }
  if (const auto exit_code = run_at_server(invocation, line.command)) return *exit_code;
  return std::visit(Run{invocation}, line.command);
}

}  // namespace
}  // namespace pixferry

int main(int argc, char** argv) {
  // With an arena for each of 64 transfer threads, what one has freed is of no use to the others.
  ::mallopt(M_ARENA_MAX, 4);
  if (argc == 2 && std::string_view{argv[1]} == pixferry::kInspectChildCommand) {
    return pixferry::number(pixferry::run_inspect_child_command());
  }
  try {
    // First, so that every thread inherits the blocked signals.
    const pixferry::Signals signals;
    return pixferry::number(pixferry::run({argv + 1, argv + argc}, signals));
  } catch (const std::exception& failure) {
    fmt::print(stderr, "pixferry: {}\n", failure.what());
    return pixferry::number(pixferry::ExitCode::other);
  }
}
