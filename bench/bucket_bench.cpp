#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/deployment.hpp"

namespace pixferry::bench {
namespace {

constexpr int kRounds = 3;
constexpr const char* kFolder = "build/bench";

void print_row(const char* what, std::size_t images, const Cost& cost, const std::string& ratio) {
  const auto count = static_cast<double>(images);
  fmt::print("  {:<12} {:>8.0f} images/s {:>7.2f} ms CPU an image {:>5} MB {:>9}\n", what,
             count / cost.wall.count(), cost.cpu.count() * 1000 / count,
             cost.resident_bytes_max >> 20, ratio);
  std::fflush(stdout);
}

double middle(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// One process beside a loop that does nothing but download and upload.
void measure_one(const Workload& workload) {
  constexpr int kTransfers = 64;
  Deployment deployment{PIXFERRY_BINARY, workload, kFolder};
  const auto urls = deployment.drive().download_urls();
  fmt::print("{} images of {} bytes, {} ms a request\n", urls.size(), workload.bytes,
             workload.latency.count());
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    const auto bare = run_bare_loop(urls, deployment.bucket(), kTransfers);
    print_row("bare loop", urls.size(), bare, "");
    const auto cost = deployment
                          .start({"import", "--quiet", deployment.drive().folder_link()},
                                 deployment.fresh_settings(kTransfers), "import")
                          ->wait();
    ratios.push_back(bare.wall / cost.wall);
    print_row("pixferry", urls.size(), cost, fmt::format("{:.0f} %", ratios.back() * 100));
  }
  fmt::print("  ratio: {:.0f} % in the middle of {} rounds\n", middle(ratios) * 100, kRounds);
}

/// What three more workers add, which know nothing but the same settings.
void measure_four(const Workload& workload) {
  constexpr int kTransfers = 16;
  Deployment deployment{PIXFERRY_BINARY, workload, kFolder};
  const auto images = static_cast<std::size_t>(workload.photos);
  fmt::print("{} images of {} bytes, {} ms a request, workers of {} transfers\n", images,
             workload.bytes, workload.latency.count(), kTransfers);
  const auto import_beside = [&](int others) {
    const auto settings = deployment.fresh_settings(kTransfers);
    deployment.start({"migrate", "--quiet"}, settings, "migrate")->wait();
    std::vector<std::unique_ptr<MeasuredProcess>> workers;
    for (int i = 0; i < others; ++i) {
      workers.push_back(
          deployment.start({"worker", "--quiet"}, settings, fmt::format("worker{}", i)));
    }
    return deployment
        .start({"import", "--quiet", deployment.drive().folder_link()}, settings, "import")
        ->wait();
  };
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    const auto one = import_beside(0);
    print_row("one worker", images, one, "");
    const auto four = import_beside(3);
    ratios.push_back(one.wall / four.wall);
    print_row("four workers", images, four, fmt::format("{:.2f} ×", ratios.back()));
  }
  fmt::print("  ratio: {:.2f} × in the middle of {} rounds\n", middle(ratios), kRounds);
}

}  // namespace
}  // namespace pixferry::bench

/// bucket_bench: how fast `pixferry import` brings images into a bucket, with its catalog on
/// PostgreSQL and its queue on Redis, beside a loop that does nothing but GET and POST; and how
/// much faster four workers are than one where requests take their time. Bucket and Drive are the
/// simulator's, in a process of its own; the CPU of "four workers" is that of one of them.
int main() {
  using namespace pixferry::bench;
  try {
    std::filesystem::remove_all(kFolder);
    std::filesystem::create_directories(kFolder);
    measure_one({.photos = 2'000, .bytes = 200'000});
    measure_one({.photos = 10'000, .bytes = 20'000});
    measure_four({.photos = 4'000, .bytes = 20'000, .latency = std::chrono::milliseconds{50}});
    std::filesystem::remove_all(kFolder);
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "bucket_bench: {}\n", failure.what());
    return 1;
  }
}
