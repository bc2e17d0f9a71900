#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/command_options.hpp"
#include "cli/command_tree.hpp"
#include "cli/suggestion.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/config_values.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  pixferry demo\n"
    "  pixferry import 'https://drive.google.com/drive/folders/ID'\n"
    "  pixferry serve --port 8080\n"
    "\n"
    "Exit codes: 0 done, 2 wrong command line or configuration, 3 folder not found or not public,\n"
    "4 no such job or image, 5 try again later, 6 finished with failed files or bad objects, 7 "
    "credentials\n"
    "or storage refused, 8 limit reached, 130 interrupted, 1 anything else.\n"
    "Settings come from flags, the environment and .env; `pixferry config` lists them.";

/// The grammar, and the values that it fills in while it parses.
class Grammar {
 public:
  Grammar();

  std::variant<CommandLine, CommandLineAnswer> read(std::span<const std::string> arguments);
  CommandNode tree() const { return command_node(app_); }

 private:
  void add_global_options();
  void add_commands();
  void add_setting(const std::string& flag, const std::string& variable, const std::string& what);
  template <class Value>
  CLI::App* add(CLI::App& under, const char* name, const char* what, Value value = {});
  std::optional<std::string> store_settings();
  std::string complaint_about(const std::string& extra) const;
  std::optional<std::string> complete(SimCommand& command) const;
  Command* chosen() const;

  CLI::App app_{"Imports every image behind a shared folder link into your own store, verified.",
                "pixferry"};
  struct Described {
    CLI::App* app;
    std::unique_ptr<Command> command;
  };
  std::vector<Described> commands_;  ///< those below others come behind them

  GlobalOptions options_;
  std::string color_ = "auto";
  std::vector<std::string> assignments_;
  std::map<std::string, std::string> dedicated_;  ///< by variable; empty: not given
  bool version_flag_ = false;
};

CommandLineAnswer usage_error(std::string_view message) {
  return {ExitCode::usage,
          fmt::format("pixferry: {}\nRun `pixferry --help` to see what there is.\n", message)};
}

Grammar::Grammar() {
  app_.footer(kFooter);
  app_.require_subcommand(0, 1);
  app_.allow_extras();
  app_.fallthrough();
  app_.set_help_flag("-h,--help", "Show this help");
  add_global_options();
  add_commands();
}

template <class Value>
CLI::App* Grammar::add(CLI::App& under, const char* name, const char* what, Value value) {
  auto* app = under.add_subcommand(name, what);
  auto command = std::make_unique<Command>(std::move(value));
  if constexpr (requires(Value & values) { describe(*app, values); }) {
    describe(*app, std::get<Value>(*command));
  }
  commands_.push_back({app, std::move(command)});
  return app;
}

void Grammar::add_commands() {
  add<ServeCommand>(app_, "serve", "Run the API and the workers until stopped");
  add<ApiCommand>(app_, "api", "Run the API alone, beside any number of workers");
  add<WorkerCommand>(app_, "worker", "Run the workers alone, on as many machines as wanted");
  add<ImportCommand>(app_, "import", "Import one folder and show how it goes");
  add<PreviewCommand>(app_, "preview", "Show what a link holds, and import nothing");
  add<DemoCommand>(app_, "demo",
                   "Import made-up photos from a simulated Drive: no account, no internet");
  add<SimCommand>(app_, "sim", "Run the simulated Drive alone");
  add<VerifyCommand>(app_, "verify", "Read every image back and hold it against the catalog");
  add<GcCommand>(app_, "gc",
                 "Remove from the store what no image shows any more, and what no row names");
  auto* jobs = add<JobsCommand>(app_, "jobs", "Show what was imported and how it went");
  add<JobsCommand>(*jobs, "list", "The same");
  add<JobShowCommand>(*jobs, "show", "Show one job and what failed of it");
  add<DeleteJobCommand>(*jobs, "delete", "Delete a finished job");
  add<JobReportCommand>(*jobs, "report", "Write every file of one job with what became of it");
  add<JobWatchCommand>(*jobs, "watch", "Show how a job of a server goes until it ends");
  add<JobChangeCommand>(*jobs, "cancel", "Cancel a job of a server; what is imported stays",
                        {.change = JobChange::cancel});
  add<JobChangeCommand>(*jobs, "pause", "Let a job of a server rest", {.change = JobChange::pause});
  add<JobChangeCommand>(*jobs, "resume", "Let it go on", {.change = JobChange::resume});
  add<JobRetryCommand>(*jobs, "retry", "Try what failed of a job of a server again");
  auto* images =
      add<ImagesCommand>(app_, "images", "Show the images that were imported, newest first");
  add<DeleteImagesCommand>(*images, "delete", "Delete images");
  add<ImagesCommand>(*images, "list", "The same");
  add<ImageShowCommand>(*images, "show", "Show all that a server knows of an image");
  add<ImageDownloadCommand>(*images, "download", "Fetch the original of an image from a server");
  add<MigrateCommand>(app_, "migrate", "Bring the catalog up to date and end");
  add<DoctorCommand>(app_, "doctor", "Check all that an import needs, and name the cures");
  add<ConfigCommand>(app_, "config", "Show every setting and where it comes from");
  add<CompletionCommand>(app_, "completion", "Print what lets a shell complete commands");
  add<ManualCommand>(app_, "man", "Print the manual page: pixferry man | man -l -");
  add<VersionCommand>(app_, "version", "Show the version");
}

void Grammar::add_global_options() {
  app_.add_flag("--json", options_.json, "Machine-readable output, one JSON object a line");
  app_.add_flag("-q,--quiet", options_.quiet, "Errors only");
  app_.add_flag("--no-progress", options_.no_progress, "No progress while something runs");
  app_.add_option("--color", color_, "When to use color")
      ->check(CLI::IsMember({"auto", "never", "always"}))
      ->type_name("auto|never|always");
  app_.add_option("--set", assignments_, "Set a variable; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app_.add_option("--server", options_.server, "A server whose jobs and images are meant")
      ->type_name("URL");
  app_.add_option("--api-key", options_.api_key, "Its API key; better in PIXFERRY_API_KEY")
      ->type_name("KEY");
  add_setting("--data-dir", "DATA_DIR", "Where the catalog and the images are kept");
  add_setting("--host", "HOST", "The address to listen on");
  add_setting("--port", "PORT", "The port to listen on");
  app_.add_flag("--version", version_flag_, "Show the version");
}

void Grammar::add_setting(const std::string& flag, const std::string& variable,
                          const std::string& what) {
  app_.add_option(flag, dedicated_[variable], what)->type_name(variable);
}

/// The complaint if an assignment is none; it never shows a value.
std::optional<std::string> Grammar::store_settings() {
  for (const auto& assignment : assignments_) {
    const auto equals = assignment.find('=');
    if (equals == 0 || equals == std::string::npos) return "--set takes NAME=VALUE";
    options_.settings.insert_or_assign(assignment.substr(0, equals), assignment.substr(equals + 1));
  }
  for (const auto& [variable, value] : dedicated_) {
    if (!value.empty()) options_.settings.insert_or_assign(variable, value);
  }
  return std::nullopt;
}

std::string Grammar::complaint_about(const std::string& extra) const {
  // What follows an equals sign may be a secret.
  const auto word = extra.substr(0, extra.find('='));
  const bool is_option = word.starts_with('-');
  const bool has_command = !app_.get_subcommands().empty();
  if (!is_option && has_command) return "there is an argument too many";

  std::vector<std::string> names;
  const auto add_options_of = [&](const CLI::App* app) {
    for (const auto* option : app->get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
  };
  if (is_option) {
    add_options_of(&app_);
    for (const auto* command : app_.get_subcommands()) add_options_of(command);
  } else {
    for (const auto* command : app_.get_subcommands(nullptr)) names.push_back(command->get_name());
  }
  const auto meant = suggestion_for(word, names);
  return fmt::format("there is no {} `{}`{}", is_option ? "option" : "command",
                     printable(cut_at_end(word, 60)),
                     meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant));
}

/// `--port` is the simulator's own where it runs alone.
std::optional<std::string> Grammar::complete(SimCommand& command) const {
  const auto setting = options_.settings.find("PORT");
  if (setting == options_.settings.end()) return std::nullopt;
  const auto port = parse_integer(setting->second, 0, 65535);
  if (!port) return "--port takes a whole number from 0 to 65535";
  command.port = static_cast<std::uint16_t>(*port);
  return std::nullopt;
}

Command* Grammar::chosen() const {
  Command* last = nullptr;
  for (const auto& [app, command] : commands_) {
    if (app->parsed()) last = command.get();
  }
  return last;
}

std::variant<CommandLine, CommandLineAnswer> Grammar::read(std::span<const std::string> arguments) {
  try {
    app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return CommandLineAnswer{ExitCode::ok, app_.help()};
  } catch (const CLI::ParseError& error) {
    const auto extras = app_.remaining(true);
    return usage_error(extras.empty() ? error.what() : complaint_about(extras.front()));
  }
  if (const auto extras = app_.remaining(true); !extras.empty()) {
    return usage_error(complaint_about(extras.front()));
  }
  if (const auto complaint = store_settings()) return usage_error(*complaint);
  options_.color = color_ == "never"    ? ColorChoice::never
                   : color_ == "always" ? ColorChoice::always
                                        : ColorChoice::automatic;
  if (version_flag_) return CommandLine{options_, VersionCommand{}};
  auto* command = chosen();
  if (command == nullptr) return CommandLineAnswer{ExitCode::usage, app_.help()};
  if (auto* sim = std::get_if<SimCommand>(command)) {
    if (const auto complaint = complete(*sim)) return usage_error(*complaint);
  }
  return CommandLine{options_, *command};
}

}  // namespace

std::variant<CommandLine, CommandLineAnswer> parse_command_line(
    std::span<const std::string> arguments) {
  return Grammar{}.read(arguments);
}

CommandNode command_tree() {
  return Grammar{}.tree();
}

std::string_view name(JobChange change) {
  switch (change) {
    case JobChange::cancel: return "cancel";
    case JobChange::pause: return "pause";
    case JobChange::resume: return "resume";
  }
  return "cancel";
}

}  // namespace pixferry
