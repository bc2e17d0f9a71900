#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/bare_loop.hpp"
#include "bench/simulated_drive.hpp"
#include "pipeline/content/decode/decode_image.hpp"
#include "pipeline/content/sniff.hpp"

namespace pixferry::bench {
namespace {

constexpr int kRounds = 3;
constexpr std::size_t kDownloads = 16;
constexpr const char* kFolder = "build/bench";
constexpr DecodeSettings kSettings{.pixels_max = 100'000'000, .keep_gps = false};

std::string new_folder() {
  static int folders = 0;
  auto path = fmt::format("{}/{}", kFolder, ++folders);
  std::filesystem::create_directories(path);
  return path;
}

std::vector<std::byte> read(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

/// Decodes every `of`-th file below the folder, from the `first` on.
void decode_share(const std::string& folder, std::size_t first, std::size_t of) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  start_decoding();
  for (auto at = first; at < paths.size(); at += of) {
    const auto file = read(paths[at]);
    const auto inspection = decode_image(file, sniff_image(file).value(), kSettings);
    if (!inspection || inspection->thumbnails.size() != 2) throw std::runtime_error(paths[at]);
  }
}

/// A decoder a core, each with its share of the files: no sandbox, no import.
Cost run_decoders(const std::string& folder) {
  const auto began = std::chrono::steady_clock::now();
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<MeasuredProcess>> running;
  for (unsigned i = 0; i < cores; ++i) {
    running.push_back(std::make_unique<MeasuredProcess>(MeasuredProcess::Command{
        .words = {std::filesystem::read_symlink("/proc/self/exe"), "decode", folder,
                  std::to_string(i), std::to_string(cores)},
        .environment = {},
        .output_path = fmt::format("{}/decoder{}", kFolder, i)}));
  }
  Cost cost;
  for (const auto& process : running) cost.cpu += process->wait().cpu;
  cost.wall = std::chrono::steady_clock::now() - began;
  return cost;
}

Cost run_import(const SimulatedDrive& drive) {
  MeasuredProcess import{{.words = {PIXFERRY_BINARY, "import", "--quiet", drive.folder_link()},
                          .environment = {{"DATA_DIR", new_folder()},
                                          {"GOOGLE_API_KEY", "any"},
                                          {"GOOGLE_DRIVE_API_URL", drive.api_url()}},
                          .output_path = fmt::format("{}/import", kFolder)}};
  return import.wait();
}

void print_row(const char* what, std::size_t images, const Cost& cost, const std::string& ratio) {
  const auto count = static_cast<double>(images);
  fmt::print("  {:<9} {:>6.1f} images/s {:>7.1f} ms CPU an image {:>6}\n", what,
             count / cost.wall.count(), cost.cpu.count() * 1000 / count, ratio);
  std::fflush(stdout);
}

void measure(const Workload& workload) {
  const SimulatedDrive drive{PIXFERRY_BINARY, workload, new_folder()};
  const auto urls = drive.download_urls();
  const auto originals = new_folder();
  run_bare_loop(urls, originals, kDownloads);
  fmt::print("{} photos, the largest {} pixels wide\n", urls.size(), workload.edge);
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    const auto decoders = run_decoders(originals);
    print_row("decoders", urls.size(), decoders, "");
    const auto import = run_import(drive);
    ratios.push_back(decoders.wall / import.wall);
    print_row("import", urls.size(), import, fmt::format("{:.0f} %", ratios.back() * 100));
  }
  std::ranges::sort(ratios);
  fmt::print("  ratio: {:.0f} % in the middle of {} rounds\n", ratios[kRounds / 2] * 100, kRounds);
}

}  // namespace
}  // namespace pixferry::bench

/// thumbnail_import_bench [PHOTOS [EDGE]]: an import with thumbnails beside its decoders alone, a
/// process a core that reads the same files from a folder, in turns.
int main(int count, char** words) {
  using namespace pixferry::bench;
  try {
    const std::vector<std::string> part(words + 1, words + count);
    if (part.size() == 4 && part[0] == "decode") {
      decode_share(part[1], std::stoul(part[2]), std::stoul(part[3]));
      return 0;
    }
    measure({.photos = part.empty() ? 320 : std::stoi(part[0]),
             .edge = part.size() < 2 ? 4000 : std::stoi(part[1])});
    std::filesystem::remove_all(kFolder);
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "thumbnail_import_bench: {}\n", failure.what());
    return 1;
  }
}
