#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "bench/simulated_drive.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry::bench {
namespace {

constexpr const char* kFolder = "build/bench";
constexpr const char* kOrigin = "http://127.0.0.1:8765";
constexpr std::chrono::milliseconds kLookEvery{100};
constexpr std::chrono::seconds kReportEvery{5};

/// `pixferry serve` and its API.
class Server {
 public:
  explicit Server(const SimulatedDrive& drive)
      : http_{{.trusted_origins = {kOrigin}}, clock_, limits_},
        process_{{.words = {PIXFERRY_BINARY, "serve", "--port", "8765"},
                  .environment = {{"DATA_DIR", std::string{kFolder} + "/data"},
                                  {"GOOGLE_API_KEY", "any"},
                                  {"THUMBNAILS", "off"},
                                  {"GOOGLE_DRIVE_API_URL", drive.api_url()}},
                  .output_path = std::string{kFolder} + "/serve"}} {
    while (!http_.send({}, {.url = url("/health/ready")})) {
      if (process_.ends_within(kLookEvery)) throw std::runtime_error("pixferry serve ended");
    }
  }

  std::string start(const std::string& link) {
    const auto reply = ask({.method = "POST",
                            .url = url("/import/google-drive"),
                            .headers = {{"Content-Type", "application/json"}},
                            .body = fmt::format(R"({{"folder_url":"{}"}})", link)});
    return std::string{reply.at("job_id").as_string()};
  }

  struct Job {
    bool is_running;
    std::int64_t total;
    std::int64_t done;
  };
  Job job(const std::string& id) {
    const auto reply = ask({.url = url("/import/jobs/" + id)});
    return {.is_running = reply.at("status").as_string() == "processing",
            .total = reply.at("total_files").as_int64(),
            .done = reply.at("processed_files").as_int64()};
  }

  std::int64_t resident_megabytes() const { return process_.resident_bytes() >> 20; }
  void wait_a_moment() const { process_.ends_within(kLookEvery); }

 private:
  static std::string url(const std::string& path) { return kOrigin + path; }

  boost::json::value ask(const HttpRequest& request) {
    const auto answer = http_.send({}, request);
    if (!answer) throw std::runtime_error(answer.error().message);
    return boost::json::parse(answer->body);
  }

  SystemClock clock_;
  Limits limits_;
  HttpClient http_;
  MeasuredProcess process_;
};

void measure(const Workload& workload) {
  using Clock = std::chrono::steady_clock;
  std::filesystem::remove_all(kFolder);
  std::filesystem::create_directories(kFolder);
  const SimulatedDrive drive{PIXFERRY_BINARY, workload, kFolder};
  Server server{drive};
  const auto began = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - began).count(); };
  const auto large = server.start(drive.folder_link());
  auto report = began + kReportEvery;
  std::string small;
  double small_began = 0;
  auto job = server.job(large);
  for (; job.is_running; job = server.job(large)) {
    server.wait_a_moment();
    if (small.empty() && job.done * 4 > workload.photos) {
      small_began = seconds();
      small = server.start(drive.link_of_a_leaf());
    }
    if (small_began > 0 && !server.job(small).is_running) {
      fmt::print("  a job of {} files submitted at {:.1f} s ended {:.1f} s later\n",
                 server.job(small).total, small_began, seconds() - small_began);
      small_began = 0;
    }
    if (Clock::now() < report) continue;
    report += kReportEvery;
    fmt::print("  {:5.1f} s: {:>7} of {:>7} files, {} MB\n", seconds(), job.done, job.total,
               server.resident_megabytes());
    std::fflush(stdout);
  }
  fmt::print("  {:5.1f} s: {:>7} of {:>7} files, {} MB at the end\n", seconds(), job.done,
             job.total, server.resident_megabytes());
}

}  // namespace
}  // namespace pixferry::bench

/// small_job_bench: imports 100,000 files in 10,000 folders through a running server, submits a
/// folder of about ten files when a quarter is done, and says how long that one took and how the
/// server's memory went. Everything lies in build/bench and is removed by the next run.
int main() {
  try {
    pixferry::bench::measure({.photos = 100'000, .folders = 10'000, .bytes = 2'048});
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "small_job_bench: {}\n", failure.what());
    return 1;
  }
}
