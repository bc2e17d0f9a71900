#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "api-gateway/routes/report_text.hpp"
#include "cli/completion.hpp"
#include "cli/exit_code.hpp"
#include "cli/terminal.hpp"

namespace pixferry {

/// What every command takes.
struct GlobalOptions {
  bool json = false;
  bool quiet = false;
  bool no_progress = false;
  ColorChoice color = ColorChoice::automatic;
  std::string server = {};   ///< the URL of one that the command is for; empty: not given
  std::string api_key = {};  ///< for it
  /// Variables set by flags, by name: --port 80 is PORT=80, --set NAME=VALUE any of them.
  std::map<std::string, std::string, std::less<>> settings = {};
};

struct ServeCommand {
  std::string import_link;  ///< a folder to import first; empty: none
};

struct ApiCommand {};

struct WorkerCommand {};

struct MigrateCommand {};

struct ImportCommand {
  std::string link;
  std::string password = {};  ///< of the link
  bool recursive = true;
  std::optional<std::int64_t> files_max = std::nullopt;
  bool is_detached = false;  ///< at a server: leave it to it, and show nothing
};

struct PreviewCommand {
  std::string link;
  std::string password = {};  ///< of the link
};

struct DemoCommand {
  int photos = 48;
  bool once = false;          ///< end when everything is imported and verified
  bool keep_serving = false;  ///< go on even where nobody sits at a terminal
};

struct SimCommand {
  int photos = 48;
  int folders = 6;
  std::optional<std::int64_t> bytes;  ///< of every photo; as they come unless set
  int edge = 1600;                    ///< pixels of the largest photo's longer side
  bool odd_entries = true;            ///< shortcuts, documents and the like besides the photos
  std::uint64_t seed = 1;
  std::chrono::milliseconds latency{0};
  std::string faults;      ///< in the simulator's own words; it reads them
  std::uint16_t port = 0;  ///< 0: a free one
};

struct VerifyCommand {
  std::string after;  ///< the key of an object: only those behind it; empty: all
};

struct GcCommand {
  std::chrono::milliseconds older_than =
      std::chrono::hours{24};  ///< nothing has shown it for so long
  bool is_dry_run = false;
};

struct JobsCommand {
  int jobs_max = 20;
};

struct JobShowCommand {
  std::string job;
  bool has_failures = false;  ///< each failed file, besides the reasons
};

struct DeleteJobCommand {
  std::string job;
  bool with_images = false;  ///< those too that it alone imported
  bool is_agreed = false;    ///< nobody is asked
};

struct DeleteImagesCommand {
  std::vector<std::int64_t> images;
  bool is_agreed = false;  ///< nobody is asked
};

struct JobReportCommand {
  std::string job;
  routes::ReportFormat format = routes::ReportFormat::csv;
};

struct JobWatchCommand {
  std::string job;
};

enum class JobChange { cancel, pause, resume };
std::string_view name(JobChange change);

struct JobChangeCommand {
  std::string job;
  JobChange change = JobChange::cancel;
};

struct JobRetryCommand {
  std::string job;
  std::string reason;  ///< only files that failed for it; empty: all
};

struct ImagesCommand {
  int images_max = 20;  ///< on a page
  std::int64_t page = 1;
};

struct ImageShowCommand {
  std::int64_t image = 0;
};

struct ImageDownloadCommand {
  std::int64_t image = 0;
  std::string path;  ///< empty: under its own name, here
};

struct CompletionCommand {
  Shell shell = Shell::bash;
};

struct ManualCommand {};

struct DoctorCommand {};

struct ConfigCommand {
  bool example = false;  ///< print .env.example in place of what is in force
};

struct VersionCommand {};

using Command =
    std::variant<ServeCommand, ApiCommand, WorkerCommand, MigrateCommand, ImportCommand,
                 PreviewCommand, DemoCommand, SimCommand, VerifyCommand, GcCommand, JobsCommand,
                 JobShowCommand, DeleteJobCommand, JobReportCommand, JobWatchCommand,
                 JobChangeCommand, JobRetryCommand, ImagesCommand, DeleteImagesCommand,
                 ImageShowCommand, ImageDownloadCommand, DoctorCommand, ConfigCommand,
                 CompletionCommand, ManualCommand, VersionCommand>;

struct CommandLine {
  GlobalOptions options;
  Command command;
};

/// A command line that asks for nothing to be run: help, or one that is wrong.
struct CommandLineAnswer {
  ExitCode exit_code;
  std::string text;  ///< for stdout if the exit code is ok, for stderr otherwise
};

/// Reads the words after the program's name. Pure: prints nothing, touches nothing.
std::variant<CommandLine, CommandLineAnswer> parse_command_line(
    std::span<const std::string> arguments);

}  // namespace pixferry
