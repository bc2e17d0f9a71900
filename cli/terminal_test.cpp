#include "cli/terminal.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

const Environment kXterm{{"TERM", "xterm-256color"}};

Environment xterm_with(const std::string& name, const std::string& value) {
  auto environment = kXterm;
  environment[name] = value;
  return environment;
}

TEST(Terminal, IsDrawnOnInColor) {
  const auto terminal = describe_terminal(true, kXterm, ColorChoice::automatic);
  EXPECT_TRUE(terminal.has_color);
  EXPECT_TRUE(terminal.can_redraw);
}

TEST(Terminal, LeavesPipesPlain) {
  const auto pipe = describe_terminal(false, kXterm, ColorChoice::automatic);
  EXPECT_FALSE(pipe.has_color);
  EXPECT_FALSE(pipe.can_redraw);
}

TEST(Terminal, ObeysNoColorButStillRedraws) {
  const auto terminal =
      describe_terminal(true, xterm_with("NO_COLOR", "1"), ColorChoice::automatic);
  EXPECT_FALSE(terminal.has_color);
  EXPECT_TRUE(terminal.can_redraw);
  EXPECT_TRUE(
      describe_terminal(true, xterm_with("NO_COLOR", ""), ColorChoice::automatic).has_color);
}

TEST(Terminal, StaysPlainOnDumbTerminalsAndInContinuousIntegration) {
  for (const auto& environment :
       {xterm_with("TERM", "dumb"), xterm_with("CI", "true"), Environment{}}) {
    const auto terminal = describe_terminal(true, environment, ColorChoice::automatic);
    EXPECT_FALSE(terminal.has_color);
    EXPECT_FALSE(terminal.can_redraw);
  }
}

TEST(Terminal, LetsTheUserDecideAboutColor) {
  EXPECT_TRUE(describe_terminal(false, Environment{}, ColorChoice::always).has_color);
  EXPECT_FALSE(describe_terminal(true, kXterm, ColorChoice::never).has_color);
}

}  // namespace
}  // namespace pixferry
