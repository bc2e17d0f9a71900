#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/suggestion.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/config_values.hpp"
#include "pipeline/platform/printable_text.hpp"
#include "simulator/faults/fault_grammar.hpp"

namespace pixferry {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  pixferry demo\n"
    "  pixferry import 'https://drive.google.com/drive/folders/ID'\n"
    "  pixferry serve --port 8080\n"
    "\n"
    "Exit codes: 0 done, 2 wrong command line or configuration, 3 folder not found or not public,\n"
    "4 no such job, 5 try again later, 6 finished with failed files or bad objects, 7 credentials\n"
    "or storage refused, 8 limit reached, 130 interrupted, 1 anything else.\n"
    "Settings come from flags, the environment and .env; `pixferry config` lists them.";

/// The grammar, and the values that it fills in while it parses.
class Grammar {
 public:
  Grammar();

  std::variant<CommandLine, CommandLineAnswer> read(std::span<const std::string> arguments);

 private:
  void add_global_options();
  void add_serve();
  void add_import();
  void add_demo();
  void add_sim();
  void add_verify();
  void add_jobs();
  void add_config();
  void add_setting(const std::string& flag, const std::string& variable, const std::string& what);
  std::optional<std::string> store_settings();
  std::string complaint_about(const std::string& extra) const;
  std::optional<Command> chosen() const;

  CLI::App app_{"Imports every image behind a shared folder link into your own store, verified.",
                "pixferry"};
  CLI::App* serve_app_ = nullptr;
  CLI::App* import_app_ = nullptr;
  CLI::App* demo_app_ = nullptr;
  CLI::App* sim_app_ = nullptr;
  CLI::App* verify_app_ = nullptr;
  CLI::App* jobs_app_ = nullptr;
  CLI::App* job_show_app_ = nullptr;
  CLI::App* doctor_app_ = nullptr;
  CLI::App* config_app_ = nullptr;
  CLI::App* version_app_ = nullptr;

  GlobalOptions options_;
  std::string color_ = "auto";
  std::vector<std::string> assignments_;
  std::map<std::string, std::string> dedicated_;  ///< by variable; empty: not given
  bool version_flag_ = false;
  bool no_recursive_ = false;
  std::int64_t files_max_ = 0;
  std::string latency_ = "0ms";
  ServeCommand serve_;
  ImportCommand import_;
  DemoCommand demo_;
  SimCommand sim_;
  VerifyCommand verify_;
  JobsCommand jobs_;
  JobShowCommand job_show_;
  ConfigCommand config_;
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
  add_serve();
  add_import();
  add_demo();
  add_sim();
  add_verify();
  add_jobs();
  doctor_app_ = app_.add_subcommand("doctor", "Check all that an import needs, and name the cures");
  add_config();
  version_app_ = app_.add_subcommand("version", "Show the version");
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
  add_setting("--data-dir", "DATA_DIR", "Where the catalog and the images are kept");
  add_setting("--host", "HOST", "The address to listen on");
  add_setting("--port", "PORT", "The port to listen on");
  app_.add_flag("--version", version_flag_, "Show the version");
}

void Grammar::add_setting(const std::string& flag, const std::string& variable,
                          const std::string& what) {
  app_.add_option(flag, dedicated_[variable], what)->type_name(variable);
}

void Grammar::add_serve() {
  serve_app_ = app_.add_subcommand("serve", "Run the API and the workers until stopped");
  serve_app_->add_option("--import", serve_.import_link, "Import this folder first")
      ->type_name("LINK");
}

void Grammar::add_import() {
  import_app_ = app_.add_subcommand("import", "Import one folder and show how it goes");
  import_app_->add_option("link", import_.link, "The link of a shared folder")
      ->required()
      ->type_name("LINK");
  import_app_->add_flag("--no-recursive", no_recursive_, "Leave subfolders out");
  import_app_->add_option("--max-files", files_max_, "Import at most this many files")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}))
      ->type_name("N");
}

void Grammar::add_demo() {
  demo_app_ = app_.add_subcommand(
      "demo", "Import made-up photos from a simulated Drive: no account, no internet");
  demo_app_->add_option("--photos", demo_.photos, "How many photos to make")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  auto* once = demo_app_->add_flag("--once", demo_.once, "End when all is imported and verified");
  demo_app_->add_flag("--keep-serving", demo_.keep_serving, "Go on even without a terminal")
      ->excludes(once);
}

void Grammar::add_sim() {
  sim_app_ = app_.add_subcommand("sim", "Run the simulated Drive alone");
  sim_app_->add_option("--photos", sim_.photos, "How many photos to make")
      ->capture_default_str()
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("N");
  sim_app_->add_option("--folders", sim_.folders, "In how many folders")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000))
      ->type_name("N");
  sim_app_->add_option("--bytes", sim_.bytes, "How large each photo is; as they come unless set")
      ->check(CLI::Range(std::int64_t{2048}, std::int64_t{1} << 30))
      ->type_name("N");
  sim_app_->add_flag("--odd,!--plain", sim_.odd_entries, "Shortcuts, documents and the like too");
  sim_app_->add_option("--seed", sim_.seed, "The same photos for the same seed")
      ->capture_default_str()
      ->type_name("N");
  sim_app_->add_option("--latency", latency_, "Wait before each answer, such as 50ms")
      ->capture_default_str()
      ->type_name("DURATION");
  sim_app_->add_option("--faults", sim_.faults, "What goes wrong on purpose")->type_name("SPEC");
  sim_app_->footer(simulator::kFaultGrammar);
}

void Grammar::add_verify() {
  verify_app_ =
      app_.add_subcommand("verify", "Read every image back and hold it against the catalog");
  verify_app_->add_option("--after", verify_.after, "Go on behind this object")->type_name("KEY");
}

void Grammar::add_jobs() {
  jobs_app_ = app_.add_subcommand("jobs", "Show what was imported and how it went");
  jobs_app_->require_subcommand(0, 1);
  jobs_app_->add_option("--limit", jobs_.jobs_max, "How many, from the newest on")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  job_show_app_ = jobs_app_->add_subcommand("show", "Show one job and what failed of it");
  job_show_app_->add_option("job", job_show_.job, "Its id")->required()->type_name("ID");
  job_show_app_->add_flag("--failures", job_show_.has_failures, "Each file that failed too");
}

void Grammar::add_config() {
  config_app_ = app_.add_subcommand("config", "Show every setting and where it comes from");
  config_app_->add_flag("--example", config_.example, "Print an example of .env instead");
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

std::optional<Command> Grammar::chosen() const {
  if (version_flag_ || version_app_->parsed()) return VersionCommand{};
  if (serve_app_->parsed()) return serve_;
  if (import_app_->parsed()) return import_;
  if (demo_app_->parsed()) return demo_;
  if (sim_app_->parsed()) return sim_;
  if (verify_app_->parsed()) return verify_;
  if (job_show_app_->parsed()) return job_show_;
  if (jobs_app_->parsed()) return jobs_;
  if (doctor_app_->parsed()) return DoctorCommand{};
  if (config_app_->parsed()) return config_;
  return std::nullopt;
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
  if (!verify_.after.empty() && !is_object_key(verify_.after)) {
    return usage_error("--after takes the key of an object, as an interrupted `verify` shows it");
  }
  const auto latency = parse_duration(latency_);
  if (!latency) return usage_error("--latency takes a duration such as 50ms");

  sim_.latency = *latency;
  if (sim_app_->parsed() && options_.settings.contains("PORT")) {
    const auto port = parse_integer(options_.settings.at("PORT"), 0, 65535);
    if (!port) return usage_error("--port takes a whole number from 0 to 65535");
    sim_.port = static_cast<std::uint16_t>(*port);
  }
  import_.recursive = !no_recursive_;
  if (files_max_ > 0) import_.files_max = files_max_;
  options_.color = color_ == "never"    ? ColorChoice::never
                   : color_ == "always" ? ColorChoice::always
                                        : ColorChoice::automatic;
  const auto command = chosen();
  if (!command) return CommandLineAnswer{ExitCode::usage, app_.help()};
  return CommandLine{options_, *command};
}

}  // namespace

std::variant<CommandLine, CommandLineAnswer> parse_command_line(
    std::span<const std::string> arguments) {
  return Grammar{}.read(arguments);
}

}  // namespace pixferry
