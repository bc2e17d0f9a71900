// live_bench [PHOTOS]
// While a job of so many photos runs (a gateway and a worker on PostgreSQL, Redis and a bucket):
// how long a POST of another import takes, and what it costs the gateway to tell a thousand
// clients of the job. Everything shares the machine.
#include <fmt/format.h>
#include <sys/resource.h>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <charconv>
#include <exception>
#include <filesystem>
#include <stdexcept>

#include "bench/deployment.hpp"
#include "bench/event_watchers.hpp"
#include "bench/load_client.hpp"
#include "testing/free_port.hpp"

namespace pixferry::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr const char* kFolder = "build/bench/live";
constexpr int kPosts = 1'000;
constexpr std::chrono::milliseconds kBetweenPosts{15};
constexpr int kWatchers = 1'000;
constexpr std::chrono::seconds kListening{10};

class Gateway {
 public:
  Gateway(const Deployment& deployment, std::map<std::string, std::string> settings)
      : port_(free_port()) {
    settings["PORT"] = std::to_string(port_);
    settings["WRITES_PER_MINUTE"] = "100000";
    process_ = deployment.start({"api", "--quiet"}, settings, "api");
    while (!is_ready()) {
      if (process_->ends_within(std::chrono::milliseconds{50})) {
        throw std::runtime_error("the gateway ended; see its output in build/bench/live");
      }
    }
  }
  std::uint16_t port() const { return port_; }
  double cpu_seconds() const { return process_->cpu_so_far().count(); }
  void wait(std::chrono::milliseconds time) const { process_->ends_within(time); }

 private:
  bool is_ready() const {
    try {
      return LoadClient{port_}.get("/health/ready") == 200;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

  std::uint16_t port_;
  std::unique_ptr<MeasuredProcess> process_;
};

std::string start_import(LoadClient& client, const std::string& link) {
  const auto reply =
      client.post("/import/google-drive", fmt::format("{{\"folder_url\":\"{}\"}}", link));
  if (reply.status != 202) throw std::runtime_error("an import was refused: " + reply.body);
  return std::string{boost::json::parse(reply.body).at("job_id").as_string()};
}

/// Each POST names a folder of its own, so each makes a job.
void measure_posts(const Gateway& gateway) {
  LoadClient client{gateway.port()};
  std::vector<double> taken;
  for (int i = 0; i < kPosts; ++i) {
    const auto link = fmt::format("https://drive.google.com/drive/folders/1Live{:08}Bench", i);
    const auto begin = SteadyClock::now();
    start_import(client, link);
    const std::chrono::duration<double, std::milli> time = SteadyClock::now() - begin;
    taken.push_back(time.count());
    gateway.wait(kBetweenPosts);
  }
  std::ranges::sort(taken);
  const auto at = [&](double share) {
    return taken[static_cast<std::size_t>(share * (kPosts - 1))];
  };
  fmt::print("POST /import/google-drive     p50 {:.2f} ms   p99 {:.2f} ms   most {:.2f} ms\n",
             at(0.5), at(0.99), taken.back());
}

void measure_fan_out(const Gateway& gateway, const std::string& job) {
  const auto share_of = [&](const auto& work) {
    const auto cpu = gateway.cpu_seconds();
    const auto begin = SteadyClock::now();
    work();
    const std::chrono::duration<double> wall = SteadyClock::now() - begin;
    return (gateway.cpu_seconds() - cpu) / wall.count() * 100;
  };
  const auto alone = share_of([&] { gateway.wait(kListening); });
  EventWatchers watchers{gateway.port(), job, kWatchers};
  watchers.listen(std::chrono::seconds{1});  // the snapshots, once
  EventWatchers::Heard heard;
  const auto share = share_of([&] { heard = watchers.listen(kListening); });
  fmt::print(
      "a gateway nobody watches      {:.1f} % of a core\n"
      "{} clients of one job      {:.1f} % of a core, {:.0f} events/s, {:.1f} MB/s, each heard "
      "{} events at least\n",
      alone, kWatchers, share,
      static_cast<double>(heard.events) / static_cast<double>(kListening.count()),
      static_cast<double>(heard.bytes) / static_cast<double>(kListening.count()) / 1e6,
      heard.fewest);
}

void run(std::int64_t photos) {
  std::filesystem::remove_all(kFolder);
  std::filesystem::create_directories(kFolder);
  Deployment deployment{PIXFERRY_BINARY, {.photos = photos, .bytes = 2048}, kFolder};
  const auto settings = deployment.fresh_settings(16);
  deployment.start({"migrate", "--quiet"}, settings, "migrate")->wait();
  const Gateway gateway{deployment, settings};
  const auto worker = deployment.start({"worker", "--quiet"}, settings, "worker");
  LoadClient client{gateway.port()};
  const auto job = start_import(client, deployment.drive().folder_link());
  const auto progress = [&](const char* when) {
    const auto reply = client.get_reply("/import/jobs/" + job);
    const auto read = boost::json::parse(reply.body);
    fmt::print("{:<30}{} of {} files, {}\n", when, read.at("processed_files").as_int64(),
               read.at("total_files").as_int64(), std::string_view{read.at("status").as_string()});
  };
  gateway.wait(std::chrono::seconds{2});
  progress("at first");
  measure_fan_out(gateway, job);
  progress("then");
  measure_posts(gateway);
  progress("in the end");
}

}  // namespace
}  // namespace pixferry::bench

int main(int argc, char** argv) {
  try {
    std::int64_t photos = 100'000;
    if (argc > 1) std::from_chars(argv[1], argv[1] + std::string_view{argv[1]}.size(), photos);
    const rlimit open_files{8192, 8192};
    ::setrlimit(RLIMIT_NOFILE, &open_files);
    pixferry::bench::run(photos);
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "live_bench: {}\n", failure.what());
    return 1;
  }
}
