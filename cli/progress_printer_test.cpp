#include "cli/progress_printer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "testing/manual_clock.hpp"

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class ProgressPrinterTest : public testing::Test {
 protected:
  ProgressPrinterTest() {
    job_.folder_name = "Wedding";
    job_.tally = {.total = 100, .imported = 10};
  }

  ProgressPrinter printer(ProgressLook look) {
    return {clock_,
            look,
            {.data = [this](std::string_view text) { data_ += text; },
             .messages = [this](std::string_view text) { messages_ += text; },
             .columns = [] { return 80; }}};
  }
  std::string take(std::string& text) { return std::exchange(text, {}); }

  ManualClock clock_;
  JobSnapshot job_;
  std::string data_;
  std::string messages_;
};

TEST_F(ProgressPrinterTest, DrawsTheBlockInPlaceAtMostFourTimesASecond) {
  auto shown = printer({.style = ProgressStyle::block});
  shown.update(job_);
  EXPECT_EQ(std::ranges::count(messages_, '\n'), 3);
  EXPECT_THAT(take(messages_), Not(HasSubstr("\x1b")));

  clock_.advance(milliseconds{249});
  shown.update(job_);
  EXPECT_THAT(messages_, IsEmpty());

  clock_.advance(milliseconds{1});
  shown.update(job_);
  EXPECT_THAT(take(messages_), StartsWith("\x1b[3A\r\x1b[J"));
  EXPECT_THAT(data_, IsEmpty());
}

TEST_F(ProgressPrinterTest, PutsLogLinesAboveTheBlock) {
  auto shown = printer({.style = ProgressStyle::block});
  shown.update(job_);
  const auto block = take(messages_);
  shown.log_line("a warning");
  EXPECT_EQ(messages_, "\x1b[3A\r\x1b[Ja warning\n" + block);
}

TEST_F(ProgressPrinterTest, LeavesOnlyTheSummaryWhenItEnds) {
  auto shown = printer({.style = ProgressStyle::block});
  shown.update(job_);
  take(messages_);
  job_.state = JobState::completed;
  shown.finish(job_, {});
  EXPECT_EQ(take(messages_), "\x1b[3A\r\x1b[J");
  EXPECT_THAT(take(data_), StartsWith("Done in"));

  clock_.advance(milliseconds{1000});
  shown.update(job_);
  shown.finish(job_, {});
  EXPECT_THAT(messages_ + data_, IsEmpty());
  shown.log_line("afterwards");
  EXPECT_EQ(messages_, "afterwards\n");
}

TEST_F(ProgressPrinterTest, WritesAPlainLineEveryTenSecondsElsewhere) {
  auto shown = printer({.style = ProgressStyle::lines});
  for (int second = 0; second < 30; ++second) {
    shown.update(job_);
    clock_.advance(milliseconds{1000});
  }
  EXPECT_EQ(std::ranges::count(messages_, '\n'), 3);
  EXPECT_THAT(messages_, StartsWith("Wedding · 10%"));
  EXPECT_THAT(messages_, Not(HasSubstr("\x1b")));
}

TEST_F(ProgressPrinterTest, WritesJsonToStdoutWhenSomethingChanged) {
  auto shown = printer({.style = ProgressStyle::json});
  shown.update(job_);
  clock_.advance(milliseconds{2000});
  shown.update(job_);
  job_.tally.imported = 11;
  shown.update(job_);
  EXPECT_EQ(std::ranges::count(data_, '\n'), 2);
  EXPECT_THAT(data_, StartsWith(R"({"type":"progress")"));
  take(data_);
  shown.finish(job_, {});
  EXPECT_THAT(data_, StartsWith(R"({"type":"summary")"));
  EXPECT_THAT(messages_, IsEmpty());
}

TEST_F(ProgressPrinterTest, ShowsNothingButTheSummaryWithoutProgress) {
  auto shown = printer({.style = ProgressStyle::lines, .has_progress = false});
  shown.update(job_);
  EXPECT_THAT(messages_ + data_, IsEmpty());
  shown.finish(job_, {});
  EXPECT_THAT(data_, StartsWith("Interrupted"));
}

TEST_F(ProgressPrinterTest, ColorsOnlyWhereColorIsWanted) {
  printer({.style = ProgressStyle::lines, .has_color = true}).finish(job_, {});
  EXPECT_THAT(take(data_), StartsWith("\x1b[33m"));
  printer({.style = ProgressStyle::lines}).finish(job_, {});
  EXPECT_THAT(data_, Not(HasSubstr("\x1b")));
}

TEST_F(ProgressPrinterTest, KeepsLogLinesWholeWhileItDraws) {
  auto shown = printer({.style = ProgressStyle::block});
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 50; ++n) {
          shown.log_line("a whole line");
          shown.update(job_);
        }
      });
    }
  }
  std::size_t lines = 0;
  for (auto at = messages_.find("a whole line\n"); at != std::string::npos;
       at = messages_.find("a whole line\n", at + 1)) {
    ++lines;
  }
  EXPECT_EQ(lines, 200u);
}

TEST(ProgressLook, FollowsOptionsAndTerminal) {
  const Terminal terminal{.is_terminal = true, .has_color = true, .can_redraw = true};
  EXPECT_EQ(choose_look({}, terminal).style, ProgressStyle::block);
  EXPECT_EQ(choose_look({}, {}).style, ProgressStyle::lines);
  EXPECT_EQ(choose_look({.json = true}, terminal).style, ProgressStyle::json);
  EXPECT_FALSE(choose_look({.json = true}, terminal).has_color);
  EXPECT_FALSE(choose_look({.no_progress = true}, terminal).has_progress);
  EXPECT_TRUE(choose_look({.no_progress = true}, terminal).has_summary);
  EXPECT_FALSE(choose_look({.quiet = true}, terminal).has_summary);
  EXPECT_TRUE(choose_look({.json = true, .quiet = true}, terminal).has_summary);
}

}  // namespace
}  // namespace pixferry
