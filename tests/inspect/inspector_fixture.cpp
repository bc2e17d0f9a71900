#include "tests/inspect/inspector_fixture.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace pixferry {
namespace {

namespace fs = std::filesystem;

std::string first_line_of(const fs::path& path) {
  std::ifstream file{path};
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

std::set<pid_t> child_processes() {
  std::set<pid_t> children;
  for (const auto& thread : fs::directory_iterator{"/proc/self/task"}) {
    std::ifstream listed{thread.path() / "children"};
    for (pid_t child = 0; listed >> child;) children.insert(child);
  }
  return children;
}

std::size_t open_descriptors() {
  const fs::directory_iterator all{"/proc/self/fd"};
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

bool comes_true(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

pid_t hanging_child() {
  pid_t found = -1;
  comes_true([&] {
    for (const pid_t child : child_processes()) {
      if (first_line_of(fs::path{"/proc"} / std::to_string(child) / "comm") == "hanging") {
        found = child;
      }
    }
    return found > 0;
  });
  return found;
}

InspectorOptions InspectorFixture::options(int children, std::string fault) {
  InspectorOptions options{.command = {PIXFERRY_SCRIPTED_CHILD, {}},
                           .children = children,
                           .settings = {.pixels_max = 100'000'000, .keep_gps = false}};
  if (!fault.empty()) options.command.arguments.push_back(std::move(fault));
  return options;
}

void InspectorFixture::open_pool(InspectorOptions wanted) {
  pool.reset();
  auto opened = InspectorPool::open(clock, std::move(wanted));
  ASSERT_TRUE(opened);
  pool = *std::move(opened);
}

Spool InspectorFixture::spool_with(std::string_view script) {
  auto spool = Spool::open(room, {.size_bytes_max = 1 << 20});
  EXPECT_TRUE(spool);
  EXPECT_TRUE(write_text(*spool, script));
  EXPECT_TRUE(spool->finish());
  return *std::move(spool);
}

Result<Inspection> InspectorFixture::inspect(std::string_view script, const Context& context) {
  return pool->inspect(context, spool_with(script), ImageType::jpeg);
}

std::string InspectorFixture::answer_to(std::string_view script) {
  const auto inspection = inspect(script);
  return inspection ? inspection->facts.camera.model : inspection.error().message;
}

}  // namespace pixferry
