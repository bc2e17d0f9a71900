// gateway_bench [IMAGES [SECONDS [DATABASE_URL]]]
// Fills a catalog with so many images of one job, serves it by a gateway in a process of its own
// and reads it over loopback: pages of images and the job by 32 connections for so many seconds
// each, then the job's report by one. Without a URL the catalog is SQLite under build/bench; a
// database on PostgreSQL has to be empty and keeps the rows. Client and server share the machine.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <exception>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bench/bare_gateway.hpp"
#include "bench/large_catalog.hpp"
#include "bench/load_client.hpp"
#include "bench/measured_process.hpp"
#include "pipeline/catalog/postgres/postgres_database.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"

namespace pixferry::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::uint16_t kPort = 8766;
constexpr int kConnections = 32;
const std::string kFolder = "build/bench/gateway";
constexpr const char* kServe = "--serve";

struct Wanted {
  std::int64_t images = 100'000;
  std::chrono::seconds time{5};
  std::string database_url;
};

std::unique_ptr<Database> open_catalog(const Wanted& wanted, const Clock& clock) {
  auto fail = [](const Error& error) { throw std::runtime_error(error.message); };
  if (!wanted.database_url.empty()) {
    auto opened = PostgresDatabase::open(Context{}, {.url = Secret{wanted.database_url}}, clock);
    if (!opened) fail(opened.error());
    return *std::move(opened);
  }
  auto opened = SqliteDatabase::open(kFolder + "/data/catalog.sqlite");
  if (!opened) fail(opened.error());
  return *std::move(opened);
}

/// The gateway, for as long as the measurement goes on: this program once more.
class Server {
 public:
  explicit Server(const Wanted& wanted)
      : process_{{.words = {std::filesystem::read_symlink("/proc/self/exe"), kServe,
                            wanted.database_url},
                  .environment = {},
                  .output_path = kFolder + "/serve"}} {
    while (!is_ready()) {
      if (process_.ends_within(std::chrono::milliseconds{100})) {
        throw std::runtime_error("the gateway ended; see " + kFolder + "/serve");
      }
    }
  }
  void wait_a_moment() const { process_.ends_within(std::chrono::milliseconds{10}); }
  double cpu_seconds() const { return process_.cpu_so_far().count(); }
  std::int64_t resident_megabytes() const { return process_.resident_bytes() >> 20; }

 private:
  static bool is_ready() {
    try {
      return LoadClient{kPort}.get("/health/live") == 200;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

  MeasuredProcess process_;
};

/// How long each of the replies took that came while it was measured.
std::vector<SteadyClock::duration> ask_all_the_time(const std::string& target,
                                                    std::chrono::seconds time) {
  std::mutex mutex;
  std::vector<SteadyClock::duration> all;
  std::atomic<bool> has_failed = false;
  const auto until = SteadyClock::now() + time;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kConnections; ++i) {
      threads.emplace_back([&] {
        LoadClient client{kPort};
        std::vector<SteadyClock::duration> taken;
        for (auto begin = SteadyClock::now(); begin < until;) {
          if (client.get(target) != 200) has_failed = true;
          const auto end = SteadyClock::now();
          taken.push_back(end - begin);
          begin = end;
        }
        const std::lock_guard lock{mutex};
        all.insert(all.end(), taken.begin(), taken.end());
      });
    }
  }
  if (has_failed) throw std::runtime_error("not every reply to " + target + " was a 200");
  return all;
}

double milliseconds(SteadyClock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

void measure_reads(const Server& server, const std::string& what, const std::string& target,
                   std::chrono::seconds time) {
  const auto cpu_before = server.cpu_seconds();
  auto taken = ask_all_the_time(target, time);
  std::ranges::sort(taken);
  const auto at = [&](double share) {
    return milliseconds(
        taken[static_cast<std::size_t>(share * static_cast<double>(taken.size() - 1))]);
  };
  const auto count = static_cast<double>(taken.size());
  fmt::print("{:28} {:>8.0f} requests/s   p50 {:.2f} ms   p99 {:.2f} ms   CPU {:.0f} us each\n",
             what, count / static_cast<double>(time.count()), at(0.5), at(0.99),
             (server.cpu_seconds() - cpu_before) * 1e6 / count);
}

void measure_report(const Server& server, const JobId& job, const std::string& format) {
  const auto begin = SteadyClock::now();
  const auto cpu_before = server.cpu_seconds();
  std::atomic<std::int64_t> most = 0;
  LoadClient::Streamed report;
  {
    std::jthread watch{[&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        most = std::max<std::int64_t>(most, server.resident_megabytes());
        server.wait_a_moment();
      }
    }};
    report =
        LoadClient{kPort}.get_stream(fmt::format("/import/jobs/{}/report.{}", job.text(), format));
  }
  const std::chrono::duration<double> taken = SteadyClock::now() - begin;
  fmt::print(
      "{:28} {:>8.0f} rows/s   {} rows, {} MB in {:.1f} s, CPU {:.1f} s, {} MB of memory{}\n",
      "report." + format, static_cast<double>(report.lines) / taken.count(), report.lines,
      report.bytes >> 20, taken.count(), server.cpu_seconds() - cpu_before, most.load(),
      report.is_whole ? "" : ", CUT OFF");
}

void run(const Wanted& wanted) {
  std::filesystem::remove_all(kFolder);
  std::filesystem::create_directories(kFolder + "/data");
  const SystemClock clock;
  const auto job = fill_catalog(*open_catalog(wanted, clock), wanted.images);
  const Server server{wanted};
  const auto last_page = std::max<std::int64_t>(1, wanted.images / 20);
  measure_reads(server, "GET /images", "/images?limit=20", wanted.time);
  measure_reads(server, "GET /images, page 4,000",
                fmt::format("/images?limit=20&page={}", std::min<std::int64_t>(4000, last_page)),
                wanted.time);
  measure_reads(server, "GET /images, the last page",
                fmt::format("/images?limit=20&page={}", last_page), wanted.time);
  measure_reads(server, "GET /import/jobs/ID", "/import/jobs/" + job.text(), wanted.time);
  measure_reads(server, "GET /stats", "/stats", wanted.time);
  measure_reads(server, "GET /health/live", "/health/live", wanted.time);
  for (const auto* format : {"csv", "jsonl"}) measure_report(server, job, format);
}

std::int64_t number(int argc, char** argv, int position, std::int64_t otherwise) {
  if (argc <= position) return otherwise;
  const std::string_view text{argv[position]};
  std::from_chars(text.data(), text.data() + text.size(), otherwise);
  return otherwise;
}

}  // namespace
}  // namespace pixferry::bench

int main(int argc, char** argv) {
  using namespace pixferry::bench;
  try {
    if (argc == 3 && std::string_view{argv[1]} == kServe) {
      const pixferry::SystemClock clock;
      const auto database = open_catalog({.database_url = argv[2]}, clock);
      serve_alone(*database, kPort);
      return 0;
    }
    run({.images = number(argc, argv, 1, 100'000),
         .time = std::chrono::seconds{number(argc, argv, 2, 5)},
         .database_url = argc > 3 ? argv[3] : ""});
  } catch (const std::exception& failure) {
    fmt::print(stderr, "gateway_bench: {}\n", failure.what());
    return 1;
  }
}
