#include "pipeline/platform/log.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <limits>
#include <string>
#include <thread>
#include <vector>

namespace pixferry::log {
namespace {

constexpr std::string_view kTime = "2026-01-31T10:00:00.250Z";

boost::json::object parsed(std::string_view line) {
  return boost::json::parse(boost::json::string_view{line.data(), line.size()}).as_object();
}

std::string field_text(const boost::json::object& line, std::string_view key) {
  return std::string{line.at(boost::json::string_view{key.data(), key.size()}).as_string().c_str()};
}

/// Collects lines while it lives, at the level it is given.
class Recorded {
 public:
  Recorded(Level least, Format format) {
    configure(least, format);
    redirect([this](std::string_view line) { lines.emplace_back(line); });
  }
  ~Recorded() {
    redirect({});
    configure(Level::info, Format::text);
  }
  std::vector<std::string> lines;
};

TEST(Log, WritesOneJsonObjectWithTypedFields) {
  const auto line = render(Format::json, Level::warning, kTime, "slowed down",
                           {{"job_id", "550e"}, {"files", 12}, {"ratio", 0.5}, {"last", true}});
  EXPECT_EQ(line, R"({"ts":"2026-01-31T10:00:00.250Z","level":"warning","msg":"slowed down",)"
                  R"("job_id":"550e","files":12,"ratio":0.5,"last":true})");
}

TEST(Log, WritesTextThatQuotesOnlyWhatNeedsIt) {
  const auto line = render(Format::text, Level::info, kTime, "stored",
                           {{"name", "IMG 1.jpg"}, {"type", "jpeg"}, {"empty", ""}, {"eq", "a=b"}});
  EXPECT_EQ(line,
            "2026-01-31T10:00:00.250Z info    stored  name=\"IMG 1.jpg\"  type=jpeg  empty=\"\"  "
            "eq=\"a=b\"");
}

TEST(Log, KeepsHostileNamesOnOneParsableLine) {
  const std::vector<std::string> names{
      "a\nlevel=error msg=forged",
      "\x1b[2J\x1b]0;owned\x07",
      "gpj.\u202Eexe.\u202C",
      "\u2066isolate\u2069",
      "\xC2\x9B"
      "31m",
      "\xFF\xFE broken \xC3",
      std::string("nul\0byte", 8),
      R"(","level":"error)",
      "line\u2028separator",
  };
  for (const auto& name : names) {
    for (const auto format : {Format::json, Format::text}) {
      const auto line = render(format, Level::info, kTime, name, {{"name", name}});
      for (const char byte : line) {
        EXPECT_FALSE(static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) << line;
      }
      EXPECT_EQ(line.find("\u202E"), std::string::npos);
      EXPECT_EQ(line.find("\u2066"), std::string::npos);
      EXPECT_EQ(line.find("\xC2\x9B"), std::string::npos);
      if (format == Format::json) {
        EXPECT_EQ(field_text(parsed(line), "level"), "info");
        EXPECT_EQ(parsed(line).size(), 4u);
      }
    }
  }
}

TEST(Log, CutsLongValuesAtTheEdgeOfACharacter) {
  std::string name;
  while (name.size() < 5000) name += "写";
  const auto line = parsed(render(Format::json, Level::info, kTime, name, {{"name", name}}));
  EXPECT_EQ(field_text(line, "name").size(), 255u);  // 84 characters and an ellipsis, 3 bytes each
  EXPECT_LE(field_text(line, "msg").size(), 1024u);
  EXPECT_EQ(field_text(line, "name").find("\uFFFD"), std::string::npos);
}

TEST(Log, WritesNumbersThatJsonHasNoWordForAsNull) {
  const auto line = render(Format::json, Level::info, kTime, "rates",
                           {{"a", std::numeric_limits<double>::infinity()},
                            {"b", std::numeric_limits<double>::quiet_NaN()}});
  EXPECT_TRUE(parsed(line).at("a").is_null());
  EXPECT_TRUE(parsed(line).at("b").is_null());
}

TEST(Log, DropsLinesBelowTheConfiguredLevel) {
  Recorded log{Level::warning, Format::json};
  debug("no");
  info("no");
  warning("yes");
  error("yes too");
  ASSERT_EQ(log.lines.size(), 2u);
  EXPECT_EQ(field_text(parsed(log.lines[0]), "msg"), "yes");
  EXPECT_EQ(field_text(parsed(log.lines[1]), "level"), "error");
}

TEST(Log, StampsLinesInUtcToTheMillisecond) {
  Recorded log{Level::info, Format::json};
  info("now");
  const auto time = field_text(parsed(log.lines.at(0)), "ts");
  ASSERT_EQ(time.size(), std::string_view{"2026-01-31T10:00:00.250Z"}.size());
  EXPECT_EQ(time[10], 'T');
  EXPECT_EQ(time[19], '.');
  EXPECT_EQ(time[23], 'Z');
}

TEST(Log, KeepsLinesOfManyThreadsWhole) {
  Recorded log{Level::info, Format::json};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([i] {
        for (int n = 0; n < 50; ++n) info("from a thread", {{"thread", i}, {"n", n}});
      });
    }
  }
  ASSERT_EQ(log.lines.size(), 400u);
  for (const auto& line : log.lines) EXPECT_EQ(field_text(parsed(line), "msg"), "from a thread");
}

TEST(Log, WritesToStderrUnlessRedirected) {
  configure(Level::info, Format::text);
  testing::internal::CaptureStderr();
  info("to the terminal", {{"n", 1}});
  const auto written = testing::internal::GetCapturedStderr();
  EXPECT_NE(written.find("info    to the terminal  n=1\n"), std::string::npos) << written;
}

}  // namespace
}  // namespace pixferry::log
