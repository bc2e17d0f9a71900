#include "cli/completion.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "cli/manual.hpp"
#include "testing/child_process.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// Each name of a command or an option, wherever it stands.
std::vector<std::string> names_in(const CommandNode& node) {
  std::vector<std::string> names;
  for (const auto& option : node.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  for (const auto& below : node.commands) {
    names.push_back(below.name);
    const auto more = names_in(below);
    names.insert(names.end(), more.begin(), more.end());
  }
  return names;
}

TEST(CommandTree, KnowsCommandsBelowCommandsAndWhatTheyTake) {
  const auto names = names_in(command_tree());
  EXPECT_GT(names.size(), 40u);
  for (const auto* name : {"jobs", "report", "--format", "--json", "-q", "--no-recursive"}) {
    EXPECT_THAT(names, Contains(name));
  }
}

TEST(Completion, OffersEveryCommandAndOptionInEachShell) {
  const auto tree = command_tree();
  for (const auto shell : {Shell::bash, Shell::zsh}) {
    const auto script = completion_script(tree, shell);
    for (const auto& name : names_in(tree)) EXPECT_THAT(script, HasSubstr(name));
  }
  const auto fish = completion_script(tree, Shell::fish);
  for (const auto& name : names_in(tree)) {
    const auto bare = name.substr(name.find_first_not_of('-'));
    const auto expected = name.starts_with("--")  ? " -l " + bare
                          : name.starts_with('-') ? " -s " + bare
                                                  : " -a " + bare;
    EXPECT_THAT(fish, HasSubstr(expected + " "));
  }
}

/// What bash would offer for the last of these words.
std::string bash_offers(const std::string& words, int position) {
  const TemporaryDirectory folder;
  const auto path = folder / "completion.bash";
  std::ofstream{path} << completion_script(command_tree(), Shell::bash) << "COMP_WORDS=(" << words
                      << "); COMP_CWORD=" << position
                      << "; _pixferry; printf '%s\n' \"${COMPREPLY[@]}\"\n";
  ChildProcess bash{{.program = "/bin/bash", .arguments = {"--norc", path}, .environment = {}}};
  EXPECT_EQ(bash.wait(), 0) << bash.error_output();
  return bash.output();
}

TEST(Completion, WorksInBash) {
  EXPECT_THAT(bash_offers("pixferry jo", 1), HasSubstr("jobs\n"));
  EXPECT_EQ(bash_offers("pixferry --json jobs rep", 3), "report\n");
  EXPECT_EQ(bash_offers("pixferry jobs report ID --format j", 5), "jsonl\n");
  EXPECT_EQ(bash_offers("pixferry completion f", 2), "fish\n");
  EXPECT_THAT(bash_offers("pixferry jobs report --f", 3), HasSubstr("--format\n"));
  EXPECT_THAT(bash_offers("pixferry serve --f", 2), Not(HasSubstr("--format")));
}

TEST(Manual, NamesEveryCommandAndOption) {
  const auto tree = command_tree();
  const auto page = manual_page(tree, "1.2");
  EXPECT_THAT(page, testing::StartsWith(".TH PIXFERRY 1 "));
  for (auto name : names_in(tree)) {
    for (std::size_t at = name.find('-'); at != name.npos; at = name.find('-', at + 2)) {
      name.replace(at, 1, "\\-");
    }
    EXPECT_THAT(page, HasSubstr(name));
  }
}

TEST(Manual, TakesNoLineOfItsTextsForACommandOfRoff) {
  const CommandNode node{
      .name = "p", .what = "a-b\\c", .footer = ".sp\n'x", .options = {}, .commands = {}};
  const auto page = manual_page(node, "1");
  EXPECT_THAT(page, HasSubstr("a\\-b\\ec"));
  EXPECT_THAT(page, HasSubstr("\n\\&.sp\n\\&'x\n"));
}

}  // namespace
}  // namespace pixferry
