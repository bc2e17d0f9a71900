#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;

/// One system call of a trace: `12 fsync(7</data/objects/o/3f>) = 0`.
struct SystemCall {
  std::string name;
  std::string text;
  bool touches(std::string_view path) const { return text.find(path) != text.npos; }
};

std::vector<SystemCall> read_trace(const fs::path& path) {
  std::vector<SystemCall> calls;
  std::map<std::string, std::string> unfinished;  // by thread
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) {
    const auto thread = line.substr(0, line.find(' '));
    auto rest = line.substr(line.find_first_not_of(' ', thread.size()));
    if (const auto cut = rest.find(" <unfinished ...>"); cut != rest.npos) {
      unfinished[thread] = rest.substr(0, cut);
      continue;
    }
    // A call counts from when it has returned.
    if (rest.starts_with("<... ")) rest = unfinished[thread] + rest.substr(rest.find('>') + 1);
    if (rest.find(" = -1 ") != rest.npos) continue;
    calls.push_back({rest.substr(0, rest.find('(')), rest});
  }
  return calls;
}

/// `linkat(AT_FDCWD, "/proc/self/fd/7", 6</o/3f>, "3f….jpg", …) = 0`: the descriptor of the file
/// that gets a name, and the name.
struct Naming {
  std::string descriptor;
  std::string name;
};

std::optional<Naming> naming_in(const std::string& text) {
  constexpr std::string_view kDescriptor = "/proc/self/fd/";
  const auto begin = text.find(kDescriptor);
  const auto end = text.rfind('"');
  if (begin == text.npos || text.find("/objects/o/") == text.npos) return std::nullopt;
  const auto number = text.substr(begin + kDescriptor.size());
  const auto name = text.rfind('"', end - 1) + 1;
  return Naming{number.substr(0, number.find('"')), text.substr(name, end - name)};
}

/// "/data/tmp/#42 (deleted)" of `fsync(7</data/tmp/#42 (deleted)>) = 0`.
std::string path_in(const std::string& text) {
  const auto begin = text.find('<') + 1;
  return text.substr(begin, text.find('>') - begin);
}

/// A whole import under strace. Skipped where no process may be traced.
class PowerLossTest : public testing::Test {
 protected:
  void SetUp() override {
    ChildProcess probe{{.program = "/usr/bin/strace",
                        .arguments = {"-o", "/dev/null", "/bin/true"},
                        .environment = {}}};
    if (probe.wait() != 0) GTEST_SKIP() << "no process may be traced: " << probe.error_output();
    const auto trace = program_.data_directory() + ".trace";
    const auto run =
        program_.run_under({"/usr/bin/strace", "-f", "-y", "-s", "5000", "-o", trace, "-e",
                            "trace=write,pwrite64,fsync,fdatasync,linkat"},
                           {"import", program_.link()},
                           {{"WORKER_TRANSFERS", "1"}, {"ASAN_OPTIONS", "detect_leaks=0"}});
    ASSERT_EQ(run.exit_code, 0) << run.error_output;
    calls_ = read_trace(trace);
  }

  using Position = std::vector<SystemCall>::const_iterator;

  Position next(Position from, std::string_view name, std::string_view path) const {
    return std::find_if(from, calls_.end(), [&](const SystemCall& call) {
      return call.name == name && call.touches(path);
    });
  }
  Position last_before(Position end, std::string_view name, std::string_view path) const {
    auto found = calls_.end();
    for (auto at = calls_.begin(); at != end; ++at) {
      if (at->name == name && at->touches(path)) found = at;
    }
    return found;
  }

  const WholeProgram program_{{.photos = 12, .folders = 2, .odd_entries = false}};
  std::vector<SystemCall> calls_;
};

TEST_F(PowerLossTest, AnObjectIsDurableUnderItsNameBeforeItsRowIsWritten) {
  int objects = 0;
  for (auto linked = calls_.begin(); linked != calls_.end(); ++linked) {
    const auto naming = linked->name == "linkat" ? naming_in(linked->text) : std::nullopt;
    if (!naming) continue;
    ++objects;
    const auto folder = "/objects/o/" + naming->name.substr(0, 2) + ">";

    const auto synced = last_before(linked, "fsync", "fsync(" + naming->descriptor + "<");
    ASSERT_NE(synced, calls_.end()) << linked->text;
    const auto written = last_before(linked, "pwrite64", path_in(synced->text));
    ASSERT_NE(written, calls_.end()) << synced->text;
    EXPECT_LT(written, synced) << "no byte may follow the fsync of " << naming->name;

    // The page of the row holds the object's key as text.
    const auto named = next(linked, "fsync", folder);
    ASSERT_NE(named, calls_.end()) << folder;
    const auto row = next(calls_.begin(), "pwrite64", naming->name);
    ASSERT_NE(row, calls_.end()) << naming->name;
    EXPECT_TRUE(row->touches("/catalog.sqlite-wal>"));
    EXPECT_LT(named, row) << "the row of " << naming->name << " before its folder was durable";
  }
  EXPECT_EQ(objects, 12);
}

TEST_F(PowerLossTest, EveryCommitIsSynced) {
  const auto is_commit_end = [](const SystemCall& call) {
    return (call.name == "fsync" || call.name == "fdatasync") &&
           call.touches("/catalog.sqlite-wal>");
  };
  EXPECT_GE(std::ranges::count_if(calls_, is_commit_end), 12) << "one file a commit at the least";

  // What lies in the log when the next object comes to the disk has been synced.
  bool is_unsynced = false;
  for (const auto& call : calls_) {
    if (call.name == "pwrite64" && call.touches("/catalog.sqlite-wal>")) is_unsynced = true;
    if (is_commit_end(call)) is_unsynced = false;
    if (call.name == "pwrite64" && call.touches("/catalog.sqlite>")) {
      EXPECT_FALSE(is_unsynced) << "the catalog was changed before its log was safe";
    }
  }
  EXPECT_FALSE(is_unsynced);
}

}  // namespace
}  // namespace pixferry
