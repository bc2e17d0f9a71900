#include <signal.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "testing/child_process.hpp"
#include "tests/inspect/inspector_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class InspectorPoolTest : public InspectorFixture {
 protected:
  void SetUp() override { open_pool(options(1)); }
};

ErrorCode code_of(const Result<Inspection>& result) {
  return result ? ErrorCode::internal : result.error().code;
}

TEST_F(InspectorPoolTest, AnswersWithWhatTheProcessFound) {
  const auto inspection = inspect("answer whatever");
  ASSERT_TRUE(inspection) << inspection.error().message;
  EXPECT_EQ(inspection->facts.camera.model, "whatever");
  EXPECT_EQ(inspection->thumbnails.size(), 2U);
}

TEST_F(InspectorPoolTest, TellsTheProcessWhatTheFileWasSniffedAs) {
  const auto inspection = pool->inspect({}, spool_with("type"), ImageType::avif);
  ASSERT_TRUE(inspection) << inspection.error().message;
  EXPECT_EQ(inspection->facts.camera.model, "avif");
}

TEST_F(InspectorPoolTest, ReadsABodyOnTheDiskAsItDoesOneInMemory) {
  room.memory_file_bytes_max = 0;
  EXPECT_EQ(answer_to("answer from the disk"), "from the disk");
}

TEST_F(InspectorPoolTest, ProcessesAreThereBeforeTheFirstImageAndGoneAfterThePool) {
  const auto descriptors = open_descriptors();
  open_pool(options(3));
  EXPECT_TRUE(comes_true([] { return child_processes().size() == 3; }));
  EXPECT_EQ(answer_to("answer yes"), "yes");
  pool.reset();
  EXPECT_TRUE(child_processes().empty());
  EXPECT_LT(open_descriptors(), descriptors);
}

TEST_F(InspectorPoolTest, AFileThatCannotBeReadIsDamagedAndItsProcessReplaced) {
  const auto first = answering_process();
  const auto inspection = inspect("damaged");
  EXPECT_EQ(code_of(inspection), ErrorCode::damaged_image);
  EXPECT_EQ(inspection.error().message, "There is no header.");
  EXPECT_NE(answering_process(), first);
}

TEST_F(InspectorPoolTest, AnEmptyFileIsDamaged) {
  EXPECT_EQ(code_of(inspect("")), ErrorCode::damaged_image);
}

TEST_F(InspectorPoolTest, AProcessSeesItsNumberOfImagesAndIsReplaced) {
  auto two_images = options(1);
  two_images.images_per_child_max = 2;
  open_pool(std::move(two_images));
  const auto first = answering_process();
  EXPECT_EQ(answering_process(), first);
  EXPECT_NE(answering_process(), first);
}

/// What ends a process, and how that reads.
struct End {
  std::string script;
  std::string words;
};

class DeadlyFile : public InspectorFixture, public testing::WithParamInterface<End> {};

TEST_P(DeadlyFile, IsPoisonAfterTwoProcessesAndTheNextFileIsFine) {
  auto impatient = options(1);
  impatient.file_time_max = 300ms;
  open_pool(std::move(impatient));
  const auto inspection = inspect(GetParam().script);
  ASSERT_EQ(code_of(inspection), ErrorCode::poison);
  EXPECT_THAT(inspection.error().message, HasSubstr(GetParam().words));
  EXPECT_EQ(answer_to("answer fine"), "fine");
  EXPECT_TRUE(comes_true([] { return child_processes().size() == 1; }));
}

INSTANTIATE_TEST_SUITE_P(
    Every, DeadlyFile,
    testing::Values(End{"crash", "SIGABRT; then it was ended by SIGABRT"}, End{"throw", "SIGABRT"},
                    End{"exit", "exit code 7"}, End{"hang", "took longer than 300ms"},
                    End{"garbage", "does not begin"}, End{"one-byte", "took longer"},
                    End{"half", "took longer"}, End{"too-large", "too long"},
                    End{"hello-again", "out of turn"}, End{"unsound", "orientation"},
                    End{"storage-full", "none that an image has"}),
    [](const auto& tested) {
      auto name = tested.param.script;
      std::ranges::replace(name, '-', '_');
      return name;
    });

TEST_F(InspectorPoolTest, AnAnswerThatNobodyAskedForIsNotTakenForTheNextFile) {
  EXPECT_EQ(answer_to("twice"), "first");
  EXPECT_EQ(answer_to("answer mine"), "mine");
}

/// Shows a file that hangs; meanwhile lets the test do something to the process that holds it.
class InterruptedLook : public InspectorFixture {
 protected:
  Result<Inspection> while_it_hangs(const std::function<void(pid_t)>& interrupt) {
    const auto spool = spool_with("hang     ");
    std::jthread interruption{[&] {
      const auto child = hanging_child();
      // The second process reads something else in its place.
      EXPECT_EQ(::pwrite(spool.descriptor(), "answer ok", 9, 0), 9);
      interrupt(child);
    }};
    return pool->inspect({}, spool, ImageType::jpeg);
  }
};

TEST_F(InterruptedLook, AFileWhoseProcessWasKilledIsShownToAnother) {
  open_pool(options(1));
  const auto inspection = while_it_hangs([](pid_t child) { ::kill(child, SIGKILL); });
  ASSERT_TRUE(inspection) << inspection.error().message;
  EXPECT_EQ(inspection->facts.camera.model, "ok");
}

TEST_F(InterruptedLook, AFileWhoseProcessWasFrozenIsShownToAnother) {
  auto impatient = options(1);
  impatient.file_time_max = 500ms;
  open_pool(std::move(impatient));
  const auto inspection = while_it_hangs([](pid_t child) { ::kill(child, SIGSTOP); });
  ASSERT_TRUE(inspection) << inspection.error().message;
  EXPECT_EQ(inspection->facts.camera.model, "ok");
}

TEST_F(InterruptedLook, WhatATerminalOrAServiceManagerSendsEndsNoLook) {
  auto impatient = options(1);
  impatient.file_time_max = 500ms;
  open_pool(std::move(impatient));
  std::jthread interruption{[] {
    const auto child = hanging_child();
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::kill(child, signal);
  }};
  EXPECT_THAT(answer_to("hang"), HasSubstr("longer than 500ms; then it took longer than 500ms"));
}

TEST_F(InspectorPoolTest, ASecondLookIsANewProcessEvenWhereOthersAreFree) {
  open_pool(options(2));
  std::mutex mutex;
  std::set<pid_t> used;
  const auto use_one = [&] {
    const auto process = answering_process();
    const std::lock_guard lock{mutex};
    used.insert(process);
  };
  ASSERT_TRUE(comes_true([&] {
    const std::jthread one{use_one};
    use_one();
    const std::lock_guard lock{mutex};
    return used.size() == 2;
  }));
  EXPECT_EQ(code_of(inspect("crash")), ErrorCode::poison);
  EXPECT_EQ(std::ranges::count_if(used, is_running), 1) << "one met the file, the other did not";
}

TEST_F(InspectorPoolTest, AStopEndsALookAndTheProcessThatHeldTheFile) {
  std::stop_source stop;
  std::jthread stopping{[&] {
    hanging_child();
    stop.request_stop();
  }};
  EXPECT_EQ(code_of(inspect("hang", Context{stop.get_token()})), ErrorCode::stopped);
  EXPECT_EQ(answer_to("answer fine"), "fine");
}

TEST_F(InspectorPoolTest, AStopEndsTheWaitForAFreeProcess) {
  std::stop_source stop_holder;
  std::stop_source stop_waiter;
  std::jthread holder{[&] { EXPECT_FALSE(inspect("hang", Context{stop_holder.get_token()})); }};
  hanging_child();
  std::jthread stopping{[&] { stop_waiter.request_stop(); }};
  EXPECT_EQ(code_of(inspect("answer", Context{stop_waiter.get_token()})), ErrorCode::stopped);
  stop_holder.request_stop();
}

TEST_F(InspectorPoolTest, ADeadlineEndsALookWithoutBlamingTheFile) {
  const Context brief{{}, clock.steady() + 300ms};
  EXPECT_EQ(code_of(inspect("hang", brief)), ErrorCode::timeout);
}

TEST_F(InspectorPoolTest, SixtyFourThreadsShareFourProcesses) {
  open_pool(options(4));
  std::vector<std::jthread> threads;
  for (int i = 0; i < 64; ++i) {
    threads.emplace_back([this, i] {
      for (int round = 0; round < 4; ++round) {
        if ((i + round) % 16 == 0) {
          EXPECT_EQ(code_of(inspect("crash")), ErrorCode::poison);
        }
        const auto mark = std::to_string(i * 100 + round);
        EXPECT_EQ(answer_to("answer " + mark), mark);
      }
    });
  }
  threads.clear();
  EXPECT_TRUE(comes_true([] { return child_processes().size() == 4; }));
}

TEST_F(InspectorPoolTest, AProcessThatEndsUnusedIsReplaced) {
  const auto first = answering_process();
  ::kill(first, SIGKILL);
  EXPECT_TRUE(comes_true([&] {
    const auto children = child_processes();
    return children.size() == 1 && !children.contains(first);
  }));
  EXPECT_EQ(answer_to("answer fine"), "fine");
}

TEST_F(InspectorPoolTest, NoProcessOutlivesAWorkerThatWasKilled) {
  const ChildProcess worker{{PIXFERRY_SCRIPTED_CHILD, {"worker", directory.path()}, {}}};
  const auto inspector = hanging_child(std::to_string(worker.id()));
  ASSERT_GT(inspector, 0);
  ASSERT_TRUE(is_running(inspector));
  worker.send(SIGKILL);
  EXPECT_TRUE(comes_true([&] { return !is_running(inspector); }));
}

class BrokenStart : public InspectorFixture, public testing::WithParamInterface<std::string> {};

TEST_P(BrokenStart, IsNoFaultOfTheFile) {
  auto broken = options(2, GetParam());
  broken.start_time_max = 300ms;
  open_pool(std::move(broken));
  for (int round = 0; round < 2; ++round) {
    const auto inspection = inspect("answer");
    ASSERT_EQ(code_of(inspection), ErrorCode::inspector_unavailable);
    EXPECT_THAT(inspection.error().message, HasSubstr("THUMBNAILS=off"));
  }
}

INSTANTIATE_TEST_SUITE_P(Every, BrokenStart, testing::Values("exit", "hang", "garbage"),
                         [](const auto& tested) { return tested.param; });

TEST_F(InspectorPoolTest, AProgramThatCannotBeStartedIsTriedAgainWithEveryFile) {
  auto missing = options(1);
  const std::string program = directory / "inspector";
  missing.command = {program, {}};
  open_pool(std::move(missing));
  const auto inspection = inspect("answer");
  EXPECT_EQ(code_of(inspection), ErrorCode::inspector_unavailable);
  EXPECT_THAT(inspection.error().message, HasSubstr("No such file"));

  std::filesystem::create_symlink(PIXFERRY_SCRIPTED_CHILD, program);
  EXPECT_EQ(answer_to("answer now"), "now");
}

}  // namespace
}  // namespace pixferry
