#include <signal.h>

#include <thread>

#include "tests/inspect/inspector_fixture.hpp"
#include "worker-service/worker_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// What befalls whoever looks into one of the files of a job.
struct Misfortune {
  std::string name;
  std::string script;
  std::string words;  ///< how it reads
  const char* program = PIXFERRY_SCRIPTED_CHILD;
  int signal = 0;  ///< sent to each process that hangs over the file
};

/// A job of six files, five of them good.
class HostileJob : public WorkerFixture, public testing::WithParamInterface<Misfortune> {
 protected:
  void offer_files() {
    FolderPage page;
    for (const std::string script :
         {"answer 1", "answer 2", GetParam().script.c_str(), "answer 3", "answer 4", "answer 5"}) {
      const auto bytes = tiny_jpeg(" " + script + " ");
      source.serve(script, bytes);
      page.files.push_back({listed_file(script, bytes), {}});
    }
    source.answer_list("root", "", std::move(page));
  }

  std::unique_ptr<InspectorPool> open_pool() {
    auto pool = InspectorPool::open(waiting_clock, {.command = {GetParam().program, {}},
                                                    .children = 2,
                                                    .settings = {100'000'000, false},
                                                    .file_time_max = 1500ms});
    EXPECT_TRUE(pool);
    return pool ? *std::move(pool) : nullptr;
  }

  ImportImage import_with(ImageInspector& inspector) {
    return ImportImage{{.source = find_source,
                        .store = *store,
                        .spools = spools,
                        .key_secret = Secret{"key"},
                        .retry = retry,
                        .limits = limits,
                        .inspector = &inspector}};
  }

  /// Two looks are taken, and each meets the signal.
  static void send_signals() {
    if (GetParam().signal == 0) return;
    const auto first = hanging_child();
    ::kill(first, GetParam().signal);
    comes_true([&] { return !is_running(first); });
    ::kill(hanging_child(), GetParam().signal);
  }
};

void PrintTo(const Misfortune& misfortune, std::ostream* out) {
  *out << misfortune.name;
}

TEST_P(HostileJob, IsCompleteWithoutTheFileThatEndedTwoProcesses) {
  offer_files();
  const auto pool = open_pool();
  auto looking = import_with(*pool);
  const auto worker = start_worker(looking);
  const std::jthread misfortune{send_signals};
  const auto job_now = wait_until(has_ended);
  EXPECT_EQ(job_now.state, JobState::completed);
  EXPECT_EQ(job_now.tally.imported, 5);
  EXPECT_EQ(job_now.tally.failed, 1);
  const auto failures = journal->failures(Context{}, job);
  ASSERT_TRUE(failures);
  ASSERT_EQ(failures->size(), 1U);
  EXPECT_EQ(failures->front().reason, ErrorCode::poison);
  EXPECT_THAT(failures->front().example_detail, testing::HasSubstr(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    Every, HostileJob,
    testing::Values(Misfortune{"Crash", "crash", "SIGABRT; then it was ended by SIGABRT"},
                    Misfortune{"Garbage", "garbage", "does not begin"},
                    Misfortune{"Killed", "hang", "SIGKILL; then it was ended by SIGKILL",
                               PIXFERRY_SCRIPTED_CHILD, SIGKILL},
                    Misfortune{"Frozen", "hang", "longer than 1500ms; then it took longer",
                               PIXFERRY_SCRIPTED_CHILD, SIGSTOP},
                    Misfortune{"OutOfMemory", "use-up-memory",
                               "SIGABRT; then it was ended by SIGABRT", PIXFERRY_PLAIN_CHILD}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace pixferry
