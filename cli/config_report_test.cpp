#include "cli/config_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "cli/commands/config_command.hpp"
#include "cli/commands/version_command.hpp"
#include "cli/version.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

LoadedConfig loaded_with(std::map<std::string, std::string, std::less<>> environment) {
  const TemporaryDirectory directory;
  auto loaded = read_config(
      {.flags = {}, .environment = std::move(environment), .dotenv_path = directory / ".env"});
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *std::move(loaded);
}

TEST(ConfigReport, ShowsEveryVariableWithItsOriginAndNoSecret) {
  const auto loaded = loaded_with({{"PORT", "81"}, {"GOOGLE_API_KEY", "hunter2"}});
  const auto table = config_table(loaded);
  for (const auto& variable : config_variables()) EXPECT_THAT(table, HasSubstr(variable.name));
  EXPECT_THAT(table, testing::ContainsRegex("PORT +81 +environment\n"));
  EXPECT_THAT(table, testing::ContainsRegex("GOOGLE_API_KEY +\\*\\*\\* +environment\n"));
  EXPECT_THAT(table + config_json(loaded), Not(HasSubstr("hunter2")));
}

TEST(ConfigReport, IsAlsoJson) {
  const auto json = boost::json::parse(config_json(loaded_with({{"PORT", "81"}}))).as_object();
  EXPECT_EQ(json.at("PORT").at("value"), "81");
  EXPECT_EQ(json.at("PORT").at("origin"), "environment");
  EXPECT_EQ(json.size(), config_variables().size());
}

TEST(ConfigReport, WarnsOfWhatIsSetAndNotObeyed) {
  auto loaded = loaded_with({{"DROPBOX_WEB_URL", "hunter2"}});
  loaded.unknown = {"GOOGLE_APIKEY", "SOMETHING_ELSE"};
  const auto warnings = config_warnings(loaded);
  ASSERT_EQ(warnings.size(), 3u);
  EXPECT_THAT(warnings[0], HasSubstr("DROPBOX_WEB_URL is set"));
  EXPECT_THAT(warnings[0], Not(HasSubstr("hunter2")));
  EXPECT_THAT(warnings[1], HasSubstr("did you mean GOOGLE_API_KEY?"));
  EXPECT_THAT(warnings[2], Not(HasSubstr("did you mean")));
}

/// What a command prints to stdout.
std::string printed(const CommandLine& line, const LoadedConfig& loaded,
                    const std::function<ExitCode(const Invocation&)>& run) {
  const Signals signals;
  testing::internal::CaptureStdout();
  EXPECT_EQ(run(Invocation{line.options, {}, loaded, signals}), ExitCode::ok);
  return testing::internal::GetCapturedStdout();
}

TEST(ConfigCommand, PrintsTheTableAndTheExample) {
  const auto print = [](ConfigCommand command) {
    return printed({}, loaded_with({}), [&](const Invocation& invocation) {
      return run_config_command(invocation, command);
    });
  };
  EXPECT_THAT(print({.example = false}), HasSubstr("WORKER_TRANSFERS"));
  EXPECT_EQ(print({.example = true}), dotenv_example());
}

TEST(VersionCommand, NamesTheVersionInBothForms) {
  EXPECT_EQ(printed({}, {}, run_version_command), "pixferry " + std::string{version()} + "\n");
  CommandLine json;
  json.options.json = true;
  const auto text = printed(json, {}, run_version_command);
  EXPECT_EQ(boost::json::parse(text).at("version").as_string().c_str(), version());
}

}  // namespace
}  // namespace pixferry
