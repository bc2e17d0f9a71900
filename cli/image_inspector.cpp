#include "cli/image_inspector.hpp"

#include <algorithm>
#include <thread>

#include "cli/commands/inspect_child_command.hpp"
#include "pipeline/content/inspect/decoding_memory.hpp"
#include "pipeline/content/inspect/inspector_pool.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

/// Whatever the program is called and wherever it lies, this is the one that runs.
constexpr const char* kThisProgram = "/proc/self/exe";

void warn_of_missing_filter() {
  log::warning(
      "images are decoded without a filter of system calls, which this kernel does not "
      "have; the other limits stand");
}

}  // namespace

InspectorOptions inspector_options(const Config& config) {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  return {.command = {.program = kThisProgram, .arguments = {std::string{kInspectChildCommand}}},
          .children = std::max(cores, 1),
          .settings = {.pixels_max = config.limits.pixels_max, .keep_gps = config.keep_gps},
          .memory_bytes_max = decoding_memory_bytes_max(),
          .when_unfiltered = warn_of_missing_filter};
}

Result<std::unique_ptr<ImageInspector>> make_image_inspector(const Config& config,
                                                             const Clock& clock) {
  if (!config.thumbnails) return std::unique_ptr<ImageInspector>{};
  auto pool = InspectorPool::open(clock, inspector_options(config));
  if (!pool) return pool.error();
  return std::unique_ptr<ImageInspector>{*std::move(pool)};
}

}  // namespace pixferry
