#include "cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "cli/suggestion.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

using Words = std::vector<std::string>;

CommandLine parsed(const Words& words) {
  auto result = parse_command_line(words);
  if (const auto* answer = std::get_if<CommandLineAnswer>(&result)) {
    throw std::runtime_error(answer->text);
  }
  return std::get<CommandLine>(std::move(result));
}

template <class Chosen>
Chosen command_of(const Words& words) {
  return std::get<Chosen>(parsed(words).command);
}

CommandLineAnswer answer_to(const Words& words) {
  auto result = parse_command_line(words);
  if (!std::holds_alternative<CommandLineAnswer>(result)) return {ExitCode::ok, "(it was taken)"};
  return std::get<CommandLineAnswer>(result);
}

std::string complaint_about(const Words& words) {
  const auto answer = answer_to(words);
  EXPECT_EQ(answer.exit_code, ExitCode::usage) << answer.text;
  return answer.text;
}

TEST(CommandLine, ReadsAnImport) {
  const auto import = command_of<ImportCommand>({"import", "https://example.com/x?a=b"});
  EXPECT_EQ(import.link, "https://example.com/x?a=b");
  EXPECT_TRUE(import.recursive);
  EXPECT_FALSE(import.files_max);

  const auto flat =
      command_of<ImportCommand>({"import", "--no-recursive", "--max-files", "9", "L"});
  EXPECT_FALSE(flat.recursive);
  EXPECT_EQ(flat.files_max, 9);
  EXPECT_EQ(flat.link, "L");
}

TEST(CommandLine, ReadsTheOtherCommands) {
  EXPECT_EQ(command_of<ServeCommand>({"serve"}).import_link, "");
  EXPECT_EQ(command_of<ServeCommand>({"serve", "--import", "L"}).import_link, "L");
  EXPECT_EQ(command_of<DemoCommand>({"demo"}).photos, 48);
  EXPECT_TRUE(command_of<DemoCommand>({"demo", "--once", "--photos", "3"}).once);
  EXPECT_TRUE(command_of<DemoCommand>({"demo", "--keep-serving"}).keep_serving);
  EXPECT_TRUE(command_of<ConfigCommand>({"config", "--example"}).example);
  command_of<VersionCommand>({"version"});
  command_of<VersionCommand>({"--version"});
}

TEST(CommandLine, TakesOnlyTheKeyOfAnObjectToVerifyFrom) {
  EXPECT_EQ(command_of<VerifyCommand>({"verify"}).after, "");
  const auto good = "o/00/" + std::string(64, '0') + ".jpg";
  EXPECT_EQ(command_of<VerifyCommand>({"verify", "--after", good}).after, good);
  EXPECT_THAT(complaint_about({"verify", "--after", "IMG_1.jpg"}), HasSubstr("--after"));
}

TEST(CommandLine, ReadsTheCommandsThatDelete) {
  using namespace std::chrono_literals;
  EXPECT_EQ(command_of<GcCommand>({"gc"}).older_than, 24h);
  EXPECT_EQ(command_of<GcCommand>({"gc", "--now", "--dry-run"}).older_than, 0h);
  EXPECT_TRUE(command_of<GcCommand>({"gc", "--now", "--dry-run"}).is_dry_run);
  EXPECT_EQ(command_of<GcCommand>({"gc", "--older-than", "90m"}).older_than, 90min);
  EXPECT_THAT(complaint_about({"gc", "--older-than", "1h", "--now"}), HasSubstr("--now"));
  EXPECT_THAT(complaint_about({"gc", "--older-than", "long"}), HasSubstr("--older-than"));

  const auto images = command_of<DeleteImagesCommand>({"images", "delete", "3", "1", "--yes"});
  EXPECT_EQ(images.images, (std::vector<std::int64_t>{3, 1}));
  EXPECT_TRUE(images.is_agreed);
  EXPECT_THAT(complaint_about({"images", "delete"}), HasSubstr("images"));
  complaint_about({"images", "delete", "0"});
  complaint_about({"images", "delete", "one"});

  const auto job = command_of<DeleteJobCommand>({"jobs", "delete", "ID", "--images"});
  EXPECT_EQ(job.job, "ID");
  EXPECT_TRUE(job.with_images);
  EXPECT_FALSE(job.is_agreed);
}

TEST(CommandLine, ReadsTheCommandsThatLookAtJobs) {
  EXPECT_EQ(command_of<JobsCommand>({"jobs"}).jobs_max, 20);
  EXPECT_EQ(command_of<JobsCommand>({"jobs", "--limit", "7"}).jobs_max, 7);
  const auto show = command_of<JobShowCommand>({"jobs", "show", "ID", "--failures"});
  EXPECT_EQ(show.job, "ID");
  EXPECT_TRUE(show.has_failures);
  EXPECT_TRUE(parsed({"jobs", "show", "ID", "--json"}).options.json);
  EXPECT_EQ(command_of<JobReportCommand>({"jobs", "report", "ID"}).format,
            routes::ReportFormat::csv);
  EXPECT_EQ(command_of<JobReportCommand>({"jobs", "report", "ID", "--format", "jsonl"}).format,
            routes::ReportFormat::jsonl);
  EXPECT_THAT(complaint_about({"jobs", "report", "ID", "--format", "xml"}), HasSubstr("--format"));
  complaint_about({"jobs", "show"});
  complaint_about({"jobs", "--limit", "0"});
  command_of<DoctorCommand>({"doctor"});
}

TEST(CommandLine, ReadsWhatIsAskedOfAServer) {
  const auto line = parsed({"jobs", "watch", "ID", "--server", "http://a:1", "--api-key", "k"});
  EXPECT_EQ(line.options.server, "http://a:1");
  EXPECT_EQ(line.options.api_key, "k");
  EXPECT_EQ(std::get<JobWatchCommand>(line.command).job, "ID");
  EXPECT_EQ(command_of<JobChangeCommand>({"jobs", "cancel", "ID"}).change, JobChange::cancel);
  EXPECT_EQ(command_of<JobChangeCommand>({"jobs", "pause", "ID"}).change, JobChange::pause);
  EXPECT_EQ(command_of<JobChangeCommand>({"jobs", "resume", "ID"}).change, JobChange::resume);
  EXPECT_EQ(command_of<JobRetryCommand>({"jobs", "retry", "ID"}).reason, "");
  EXPECT_EQ(command_of<JobRetryCommand>({"jobs", "retry", "ID", "--reason", "network"}).reason,
            "network");
  EXPECT_THAT(complaint_about({"jobs", "retry", "ID", "--reason", "magic"}), HasSubstr("--reason"));
  EXPECT_EQ(command_of<JobsCommand>({"jobs", "list", "--limit", "3"}).jobs_max, 3);
  EXPECT_EQ(command_of<ImagesCommand>({"images", "list"}).page, 1);
  EXPECT_EQ(command_of<ImageShowCommand>({"images", "show", "7"}).image, 7);
  EXPECT_EQ(command_of<ImageDownloadCommand>({"images", "download", "7", "-o", "a"}).path, "a");
  complaint_about({"images", "show", "0"});
  EXPECT_TRUE(command_of<ImportCommand>({"import", "L", "--detach"}).is_detached);
  EXPECT_FALSE(command_of<ImportCommand>({"import", "L", "--wait"}).is_detached);
}

TEST(CommandLine, ReadsForWhichShellToCompleteCommands) {
  EXPECT_EQ(command_of<CompletionCommand>({"completion", "bash"}).shell, Shell::bash);
  EXPECT_EQ(command_of<CompletionCommand>({"completion", "fish"}).shell, Shell::fish);
  complaint_about({"completion", "tcsh"});
  complaint_about({"completion"});
  command_of<ManualCommand>({"man"});
}

TEST(CommandLine, ReadsTheSimulatorsKnobs) {
  const auto sim = command_of<SimCommand>({"sim", "--photos", "10", "--folders", "2", "--bytes",
                                           "5000", "--edge", "4000", "--seed", "7", "--latency",
                                           "50ms", "--faults", "429*2", "--port", "9700"});
  EXPECT_EQ(sim.photos, 10);
  EXPECT_EQ(sim.folders, 2);
  EXPECT_EQ(sim.bytes, 5000);
  EXPECT_EQ(sim.edge, 4000);
  EXPECT_EQ(sim.seed, 7u);
  EXPECT_EQ(sim.latency, std::chrono::milliseconds{50});
  EXPECT_EQ(sim.faults, "429*2");
  EXPECT_EQ(sim.port, 9700);
}

TEST(CommandLine, TakesGlobalOptionsBeforeAndAfterTheCommand) {
  for (const auto& words : {Words{"--json", "-q", "--color", "never", "--port", "80", "serve"},
                            Words{"serve", "--json", "-q", "--color", "never", "--port", "80"}}) {
    const auto line = parsed(words);
    EXPECT_TRUE(line.options.json);
    EXPECT_TRUE(line.options.quiet);
    EXPECT_EQ(line.options.color, ColorChoice::never);
    EXPECT_EQ(line.options.settings.at("PORT"), "80");
  }
}

TEST(CommandLine, CollectsSettingsOfBothKinds) {
  const auto settings = parsed({"serve", "--set", "LEASE=5s", "--set", "CORS_ORIGINS=a=b",
                                "--data-dir", "/tmp/x", "--host", "::1"})
                            .options.settings;
  EXPECT_EQ(settings.at("LEASE"), "5s");
  EXPECT_EQ(settings.at("CORS_ORIGINS"), "a=b");
  EXPECT_EQ(settings.at("DATA_DIR"), "/tmp/x");
  EXPECT_EQ(settings.at("HOST"), "::1");
  EXPECT_EQ(settings.size(), 4u);
}

TEST(CommandLine, GuessesWhatWasMeant) {
  EXPECT_THAT(complaint_about({"imprt", "L"}), HasSubstr("did you mean `import`?"));
  EXPECT_THAT(complaint_about({"sevre"}), HasSubstr("did you mean `serve`?"));
  EXPECT_THAT(complaint_about({"conf"}), HasSubstr("did you mean `config`?"));
  EXPECT_THAT(complaint_about({"import", "L", "--no-recursiv"}),
              HasSubstr("did you mean `--no-recursive`?"));
  EXPECT_THAT(complaint_about({"serve", "--prot", "80"}), HasSubstr("did you mean `--port`?"));
  EXPECT_THAT(complaint_about({"frobnicate"}), Not(HasSubstr("did you mean")));
}

TEST(CommandLine, RefusesWhatMakesNoSense) {
  for (const auto& words :
       {Words{}, Words{"import"}, Words{"import", "L", "M"},
        Words{"import", "L", "--max-files", "0"}, Words{"import", "L", "--max-files", "x"},
        Words{"demo", "--photos", "-1"}, Words{"demo", "--once", "--keep-serving"},
        Words{"sim", "--latency", "soon"}, Words{"serve", "--color", "pink"},
        Words{"serve", "--set", "NAME"}, Words{"serve", "--set", "=x"},
        Words{"sim", "--port", "70000"}, Words{"serve", "--import"}}) {
    EXPECT_FALSE(complaint_about(words).empty());
  }
}

TEST(CommandLine, NeverRepeatsWhatMayBeASecret) {
  for (const auto& words :
       {Words{"serve", "--google-api-key=hunter2"}, Words{"serve", "--google-api-key", "hunter2"},
        Words{"serve", "hunter2"}, Words{"serve", "--set", "hunter2"}}) {
    EXPECT_THAT(complaint_about(words), Not(HasSubstr("hunter2")));
  }
}

TEST(CommandLine, ShowsNoEscapeOfItsArguments) {
  EXPECT_THAT(complaint_about({"\x1b[2Jimport"}), Not(HasSubstr("\x1b")));
}

TEST(CommandLine, AnswersACallForHelpOnStdout) {
  const auto whole = answer_to({"--help"});
  EXPECT_EQ(whole.exit_code, ExitCode::ok);
  for (const auto* command : {"serve", "import", "demo", "sim", "config", "version"}) {
    EXPECT_THAT(whole.text, HasSubstr(command));
  }
  EXPECT_THAT(answer_to({"import", "--help"}).text, HasSubstr("--max-files"));
  EXPECT_EQ(answer_to({"import", "-h"}).exit_code, ExitCode::ok);
}

TEST(Suggestion, AllowsFewerErrorsInShortWords) {
  const Words names{"serve", "sim", "import"};
  EXPECT_EQ(suggestion_for("smi", names), "sim");
  EXPECT_EQ(suggestion_for("xyz", names), "");
  EXPECT_EQ(suggestion_for("improt", names), "import");
  EXPECT_EQ(suggestion_for("", names), "");
  EXPECT_EQ(suggestion_for(std::string(10'000, 'i'), names), "");
}

}  // namespace
}  // namespace pixferry
