#include "cli/command_options.hpp"

#include <CLI/CLI.hpp>

#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/config.hpp"
#include "simulator/faults/fault_grammar.hpp"

namespace pixferry {
namespace {

constexpr int kPhotosMax = 1'000'000;

std::string complaint_about_duration(const std::string& text) {
  return parse_duration(text) ? "" : "takes a duration such as 50ms";
}

std::string complaint_about_key(const std::string& text) {
  return is_object_key(text) ? ""
                             : "takes the key of an object, as an interrupted `verify` shows it";
}

std::string complaint_about_reason(const std::string& text) {
  return error_code_named(text) ? "" : "takes a reason as `jobs show` lists it";
}

void add_job(CLI::App& app, std::string& job) {
  app.add_option("job", job, "Its id")->required()->type_name("ID");
}

void add_image(CLI::App& app, std::int64_t& image) {
  app.add_option("image", image, "Its id")->required()->check(CLI::PositiveNumber)->type_name("ID");
}

}  // namespace

void describe(CLI::App& app, ServeCommand& command) {
  app.add_option("--import", command.import_link, "Import this folder first")->type_name("LINK");
}

void describe(CLI::App& app, ImportCommand& command) {
  app.add_option("link", command.link, "The link of a shared folder or file")
      ->required()
      ->type_name("LINK");
  app.add_option("--password", command.password, "The password of a Dropbox link")
      ->type_name("PASSWORD");
  app.add_flag("!--no-recursive", command.recursive, "Leave subfolders out");
  app.add_option("--max-files", command.files_max, "Import at most this many files")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}))
      ->type_name("N");
  app.add_flag("--detach,!--wait", command.is_detached,
               "At a server: do not wait for the end of the import");
}

void describe(CLI::App& app, PreviewCommand& command) {
  app.add_option("link", command.link, "The link of a shared folder or file")
      ->required()
      ->type_name("LINK");
  app.add_option("--password", command.password, "The password of a Dropbox link")
      ->type_name("PASSWORD");
}

void describe(CLI::App& app, DemoCommand& command) {
  app.add_option("--photos", command.photos, "How many photos to make")
      ->capture_default_str()
      ->check(CLI::Range(1, kPhotosMax))
      ->type_name("N");
  auto* once = app.add_flag("--once", command.once, "End when all is imported and verified");
  app.add_flag("--keep-serving", command.keep_serving, "Go on even without a terminal")
      ->excludes(once);
}

void describe(CLI::App& app, SimCommand& command) {
  app.add_option("--photos", command.photos, "How many photos to make")
      ->capture_default_str()
      ->check(CLI::Range(0, kPhotosMax))
      ->type_name("N");
  app.add_option("--folders", command.folders, "In how many folders")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000))
      ->type_name("N");
  app.add_option("--bytes", command.bytes, "How large each photo is; as they come unless set")
      ->check(CLI::Range(std::int64_t{2048}, std::int64_t{1} << 30))
      ->type_name("N");
  app.add_option("--edge", command.edge, "Pixels of the longer side of the largest photo")
      ->capture_default_str()
      ->check(CLI::Range(16, 8000))
      ->type_name("N");
  app.add_flag("--odd,!--plain", command.odd_entries, "Shortcuts, documents and the like too");
  app.add_option("--seed", command.seed, "The same photos for the same seed")
      ->capture_default_str()
      ->type_name("N");
  app.add_option_function<std::string>(
         "--latency",
         [&command](const std::string& text) { command.latency = *parse_duration(text); },
         "Wait before each answer, such as 50ms")
      ->check(CLI::Validator{complaint_about_duration, ""})
      ->type_name("DURATION");
  app.add_option("--faults", command.faults, "What goes wrong on purpose")->type_name("SPEC");
  app.footer(simulator::kFaultGrammar);
}

void describe(CLI::App& app, VerifyCommand& command) {
  app.add_option("--after", command.after, "Go on behind this object")
      ->check(CLI::Validator{complaint_about_key, ""})
      ->type_name("KEY");
}

void describe(CLI::App& app, GcCommand& command) {
  auto* age =
      app.add_option_function<std::string>(
             "--older-than",
             [&command](const std::string& text) { command.older_than = *parse_duration(text); },
             "What no image has shown for so long; 24h unless set. Objects that no row names must "
             "be 24h old in any case")
          ->check(CLI::Validator{complaint_about_duration, ""})
          ->type_name("DURATION");
  app.add_flag_callback(
         "--now", [&command] { command.older_than = std::chrono::milliseconds{0}; },
         "What no image shows, however short a time")
      ->excludes(age);
  app.add_flag("--dry-run", command.is_dry_run, "Tell how much it is, and remove nothing");
}

void describe(CLI::App& app, JobsCommand& command) {
  app.require_subcommand(0, 1);
  app.add_option("--limit", command.jobs_max, "How many, from the newest on")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
}

void describe(CLI::App& app, JobShowCommand& command) {
  add_job(app, command.job);
  app.add_flag("--failures", command.has_failures, "Each file that failed too");
}

void describe(CLI::App& app, DeleteJobCommand& command) {
  app.add_option("job", command.job, "Its id")->required()->type_name("ID");
  app.add_flag("--images", command.with_images, "The images that it alone imported too");
  app.add_flag("-y,--yes", command.is_agreed, "Do not ask");
}

void describe(CLI::App& app, DeleteImagesCommand& command) {
  app.add_option("images", command.images, "Their ids")
      ->required()
      ->check(CLI::PositiveNumber)
      ->type_name("ID");
  app.add_flag("-y,--yes", command.is_agreed, "Do not ask");
}

void describe(CLI::App& app, JobReportCommand& command) {
  add_job(app, command.job);
  app.add_option_function<std::string>(
         "--format",
         [&command](const std::string& text) {
           command.format = *routes::report_format_named(text);
         },
         "A table, or a JSON object a line")
      ->check(CLI::IsMember({"csv", "jsonl"}))
      ->type_name("csv|jsonl");
}

void describe(CLI::App& app, JobWatchCommand& command) {
  add_job(app, command.job);
}

void describe(CLI::App& app, JobChangeCommand& command) {
  add_job(app, command.job);
}

void describe(CLI::App& app, JobRetryCommand& command) {
  add_job(app, command.job);
  app.add_option("--reason", command.reason, "Only files that failed for this reason")
      ->check(CLI::Validator{complaint_about_reason, ""})
      ->type_name("CODE");
}

void describe(CLI::App& app, ImageShowCommand& command) {
  add_image(app, command.image);
}

void describe(CLI::App& app, ImageDownloadCommand& command) {
  add_image(app, command.image);
  app.add_option("-o,--output", command.path, "Where to write it; - is standard output")
      ->type_name("FILE");
}

void describe(CLI::App& app, CompletionCommand& command) {
  app.add_option_function<std::string>(
         "shell", [&command](const std::string& text) { command.shell = *shell_named(text); },
         "The shell it is for")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("bash|zsh|fish");
}

void describe(CLI::App& app, ImagesCommand& command) {
  app.require_subcommand(0, 1);
  app.add_option("--limit", command.images_max, "How many a page, from the newest on")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  app.add_option("--page", command.page, "Which page")
      ->capture_default_str()
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000}))
      ->type_name("N");
}

void describe(CLI::App& app, ConfigCommand& command) {
  app.add_flag("--example", command.example, "Print an example of .env instead");
}

}  // namespace pixferry
