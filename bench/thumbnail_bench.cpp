#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>
#include <vips/vips8>

#include "bench/measured_process.hpp"
#include "pipeline/content/decode/decode_image.hpp"
#include "pipeline/content/sniff.hpp"

namespace pixferry::bench {
namespace {

using vips::VImage;
using Bytes = std::vector<std::byte>;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kRounds = 15;
constexpr const char* kFolder = "build/bench";
constexpr DecodeSettings kSettings{.pixels_max = 100'000'000, .keep_gps = false};

/// A picture that compresses as a photo does: soft slopes with the grain of a sensor.
VImage photo(int width, int height) {
  const auto slopes =
      VImage::gaussnoise(width / 64, height / 64,
                         VImage::option()->set("sigma", 60.0)->set("mean", 128.0)->set("seed", 7));
  const auto large = slopes.resize(66).extract_area(0, 0, width, height);
  const auto grain = VImage::gaussnoise(
      width, height, VImage::option()->set("sigma", 4.0)->set("mean", 0.0)->set("seed", 8));
  const auto light = large + grain;
  return light.bandjoin({light * 0.9, light * 0.8})
      .cast(VIPS_FORMAT_UCHAR)
      .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

Bytes bytes_of(VipsBlob* blob) {
  std::size_t size = 0;
  const auto* bytes = static_cast<const std::byte*>(vips_blob_get(blob, &size));
  Bytes copy(bytes, bytes + size);
  vips_area_unref(VIPS_AREA(blob));
  return copy;
}

Bytes jpeg(int width, int height, bool is_progressive) {
  return bytes_of(
      photo(width, height)
          .jpegsave_buffer(VImage::option()->set("Q", 85)->set("interlace", is_progressive)));
}

Bytes png(int width, int height) {
  return bytes_of(photo(width, height).pngsave_buffer(VImage::option()->set("compression", 1)));
}

/// What everybody does: one WebP of 512 pixels, by libvips alone.
void draw_with_libvips(const Bytes& file) {
  auto* option = VImage::option()->set("height", 512)->set("size", VIPS_SIZE_DOWN);
  auto* blob = vips_blob_new(nullptr, file.data(), file.size());
  const auto thumbnail = VImage::thumbnail_buffer(blob, 512, option);
  vips_area_unref(VIPS_AREA(blob));
  bytes_of(thumbnail.webpsave_buffer(VImage::option()->set("Q", 78)->set("effort", 2)));
}

void draw_ours(const Bytes& file, ImageType type = ImageType::jpeg) {
  const auto inspection = decode_image(file, type, kSettings);
  if (!inspection || inspection->thumbnails.size() != 2) throw std::runtime_error("not drawn");
}

void read_header(const Bytes& file) {
  const auto inspection = decode_image(file, ImageType::jpeg, {.pixels_max = 0, .keep_gps = false});
  if (!inspection || !inspection->facts.size) throw std::runtime_error("not measured");
}

double milliseconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return Milliseconds{std::chrono::steady_clock::now() - begin}.count();
}

/// What the work takes of a core, on all threads of this process; so other processes that share the
/// cores count for little.
double cpu_milliseconds(const std::function<void()>& work) {
  const auto spent = [] {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  };
  const double before = spent();
  work();
  return spent() - before;
}

double middle(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// This program again, as one of the parts that main() knows.
std::unique_ptr<MeasuredProcess> start_part(std::vector<std::string> words) {
  words.insert(words.begin(), std::filesystem::read_symlink("/proc/self/exe"));
  return std::make_unique<MeasuredProcess>(MeasuredProcess::Command{
      .words = std::move(words), .output_path = fmt::format("{}/part", kFolder)});
}

void make(const std::string& path, int width, int height, const std::string& kind) {
  start_decoding();
  const auto bytes =
      kind == "png" ? png(width, height) : jpeg(width, height, kind == "progressive");
  std::ofstream{path, std::ios::binary}.write(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<std::streamsize>(bytes.size()));
}

Bytes read(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

void draw_many(const std::string& path, int times) {
  start_decoding();
  const auto file = read(path);
  const auto type = sniff_image(file);
  for (int i = 0; i < times; ++i) draw_ours(file, type.value());
}

void measure_memory() {
  fmt::print("the most memory of a process that decodes one image\n");
  for (const auto& [width, height, kind] :
       {std::tuple{4000, 3000, "baseline"}, std::tuple{11'500, 8'690, "baseline"},
        std::tuple{11'500, 8'690, "progressive"}, std::tuple{11'500, 8'690, "png"}}) {
    const auto path = fmt::format("{}/large", kFolder);
    start_part({"make", path, std::to_string(width), std::to_string(height), kind})->wait();
    const auto cost = start_part({"draw", path, "1"})->wait();
    fmt::print("  {:>3} MP {:<12} {:>5} MB, of which the file is {}\n", width * height / 1'000'000,
               kind, cost.resident_bytes_max >> 20, std::filesystem::file_size(path) >> 20);
    std::fflush(stdout);
  }
}

void measure_time(const Bytes& file) {
  std::vector<double> theirs;
  std::vector<double> ours;
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    theirs.push_back(cpu_milliseconds([&] { draw_with_libvips(file); }));
    ours.push_back(cpu_milliseconds([&] { draw_ours(file); }));
    ratios.push_back(ours.back() / theirs.back());
  }
  fmt::print("12 MP JPEG of {} KB, {} rounds in turn, CPU time\n", file.size() >> 10, kRounds);
  fmt::print("  one 512 WebP by libvips          {:>6.1f} ms\n", middle(theirs));
  fmt::print("  both thumbnails and thumbhash    {:>6.1f} ms, {:.2f} × in the middle\n",
             middle(ours), middle(ratios));
  std::vector<double> headers;
  for (int round = 0; round < 100; ++round) {
    headers.push_back(cpu_milliseconds([&] { read_header(file); }));
  }
  fmt::print("  the header alone                 {:>6.2f} ms\n", middle(headers));
}

/// How many images a second that many processes at once draw.
double images_per_second(int processes, const std::string& path) {
  constexpr int kImages = 12;
  const double took = milliseconds([&] {
    std::vector<std::unique_ptr<MeasuredProcess>> running;
    for (int i = 0; i < processes; ++i) {
      running.push_back(start_part({"draw", path, std::to_string(kImages)}));
    }
    for (const auto& process : running) process->wait();
  });
  return processes * kImages * 1000 / took;
}

void measure_cores(const std::string& path) {
  std::vector<double> ratios;
  double one = 0;
  double four = 0;
  for (int round = 0; round < 3; ++round) {
    one = images_per_second(1, path);
    four = images_per_second(4, path);
    ratios.push_back(four / one);
  }
  fmt::print("  one process {:.1f} images/s, four {:.1f}: {:.2f} × in the middle of 3 rounds\n",
             one, four, middle(ratios));
}

void measure_all() {
  std::filesystem::create_directories(kFolder);
  const auto path = fmt::format("{}/photo.jpg", kFolder);
  start_part({"make", path, "4000", "3000", "baseline"})->wait();
  start_decoding();
  measure_time(read(path));
  measure_cores(path);
  measure_memory();
  std::filesystem::remove_all(kFolder);
}

}  // namespace
}  // namespace pixferry::bench

/// thumbnail_bench: what decoding costs. Both thumbnails and the thumbhash of a photo beside one
/// thumbnail that libvips makes by itself, with the same settings, in turns; a header alone; four
/// processes beside one; and the most memory that a process takes for 100 megapixels. Its processes
/// are itself, with words for what they do.
int main(int count, char** words) {
  using namespace pixferry::bench;
  try {
    const std::vector<std::string> part(words + 1, words + count);
    if (part.size() == 5 && part[0] == "make") {
      make(part[1], std::stoi(part[2]), std::stoi(part[3]), part[4]);
    } else if (part.size() == 3 && part[0] == "draw") {
      draw_many(part[1], std::stoi(part[2]));
    } else {
      measure_all();
    }
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "thumbnail_bench: {}\n", failure.what());
    return 1;
  }
}
