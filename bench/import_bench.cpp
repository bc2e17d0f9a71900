#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/bare_loop.hpp"
#include "bench/simulated_drive.hpp"

namespace pixferry::bench {
namespace {

constexpr std::size_t kThreads = 64;  // what WORKER_TRANSFERS is by default
constexpr int kRounds = 3;
constexpr const char* kFolder = "build/bench";

/// Nothing is removed before the end: a file system has work to do with what was removed just now.
std::string new_folder() {
  static int folders = 0;
  auto path = fmt::format("{}/{}", kFolder, ++folders);
  std::filesystem::create_directories(path);
  return path;
}

Cost run_import(const SimulatedDrive& drive, const std::string& data) {
  MeasuredProcess import{{.words = {PIXFERRY_BINARY, "import", "--quiet", drive.folder_link()},
                          .environment = {{"DATA_DIR", data},
                                          {"GOOGLE_API_KEY", "any"},
                                          {"THUMBNAILS", "off"},
                                          {"GOOGLE_DRIVE_API_URL", drive.api_url()}},
                          .output_path = fmt::format("{}/import", kFolder)}};
  return import.wait();
}

void print_row(const char* what, std::int64_t images, const Cost& cost, const std::string& ratio) {
  const auto count = static_cast<double>(images);
  const auto memory = cost.resident_bytes_max == 0
                          ? std::string{"–"}
                          : fmt::format("{} MB", cost.resident_bytes_max >> 20);
  fmt::print("  {:<9} {:>8.0f} images/s {:>7.2f} ms CPU an image {:>8} {:>9}\n", what,
             count / cost.wall.count(), cost.cpu.count() * 1000 / count, memory, ratio);
  std::fflush(stdout);
}

/// Loop and import take turns, so that a disk in a bad mood slows both.
void measure(const Workload& workload) {
  const SimulatedDrive drive{PIXFERRY_BINARY, workload, new_folder()};
  const auto urls = drive.download_urls();
  fmt::print("{} images of {} bytes, {} ms a request\n", urls.size(), workload.bytes,
             workload.latency.count());
  const auto images = static_cast<std::int64_t>(urls.size());
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    const auto bare = run_bare_loop(urls, new_folder(), kThreads);
    print_row("bare loop", images, bare, "");
    const auto data = new_folder();
    const auto import = run_import(drive, data);
    ratios.push_back(bare.wall / import.wall);
    print_row("pixferry", images, import, fmt::format("{:.0f} %", ratios.back() * 100));
    const auto again = run_import(drive, data);
    print_row("again", images, again, fmt::format("{:.2f} s", again.wall.count()));
  }
  std::ranges::sort(ratios);
  fmt::print("  ratio: {:.0f} % in the middle of {} rounds\n", ratios[kRounds / 2] * 100, kRounds);
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) {
    throw std::runtime_error("usage: import_bench [PHOTOS BYTES [LATENCY_MS]]");
  }
  return value;
}

std::vector<Workload> workloads(const std::vector<std::string>& arguments) {
  if (arguments.empty())
    return {{.photos = 2'000, .bytes = 200'000},
            {.photos = 10'000, .bytes = 20'000},
            {.photos = 100'000, .bytes = 2'048}};
  const auto latency = arguments.size() > 2 ? number(arguments[2]) : 0;
  return {{.photos = number(arguments[0]),
           .bytes = number(arguments.size() > 1 ? arguments[1] : ""),
           .latency = std::chrono::milliseconds{latency}}};
}

}  // namespace
}  // namespace pixferry::bench

/// import_bench [PHOTOS BYTES [LATENCY_MS]]: how fast, and in how much memory, the embedded default
/// imports from a simulator in another process, and how that compares with a loop that does nothing
/// but download and store; and how long the same import takes once everything is there. Everything
/// lies in build/bench and is removed at the end.
int main(int argc, char** argv) {
  try {
    std::filesystem::remove_all(pixferry::bench::kFolder);
    for (const auto& workload : pixferry::bench::workloads({argv + 1, argv + argc})) {
      pixferry::bench::measure(workload);
    }
    std::filesystem::remove_all(pixferry::bench::kFolder);
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "import_bench: {}\n", failure.what());
    return 1;
  }
}
