// catalog_bench [DATABASE_URL [FILES [FINISHERS]]]
// Lists a folder of so many files and finishes them in batches of 64, then reads pages of the
// gallery. Without a URL the catalog is a SQLite file in the present directory; a database on
// PostgreSQL keeps the rows.
#include <fmt/format.h>

#include <atomic>
#include <charconv>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/postgres/postgres_database.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry::bench {
namespace {

constexpr int kPageFiles = 1000;
constexpr int kPageReads = 200;
constexpr const char* kFolder = "build/bench";
const std::string kOwner = "default";

/// Ends the measurement at the first error.
template <class T>
T checked(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

class CatalogBench {
 public:
  CatalogBench(Database& database, std::int64_t files) : database_(database), files_(files) {
    checked(migrate(context_, database_, random_));
    checked(ledger_.create(context_, {.id = job_,
                                      .owner = kOwner,
                                      .root = {.source = SourceKind::google_drive,
                                               .id = random_hex(random_, 8),
                                               .resource_key = ""},
                                      .folder_url = "bench",
                                      .options = {}}));
  }

  void list() {
    auto lease = checked(ledger_.claim_folders(context_, job_, 1)).front();
    const auto begin = clock_.steady();
    for (std::int64_t listed = 0; listed < files_; listed += kPageFiles) {
      const bool is_last = listed + kPageFiles >= files_;
      PageRows page{.folder_name = "bench",
                    .files = {},
                    .folders = {},
                    .next_page_token = is_last ? "" : std::to_string(listed)};
      for (int i = 0; i < kPageFiles; ++i) page.files.push_back({fresh_file(), std::nullopt});
      checked(ledger_.commit_page(context_, lease, page));
      lease.page_token = page.next_page_token;
    }
    report(fmt::format("pages of {}", kPageFiles), files_, begin);
  }

  void finish(int finishers) {
    const auto begin = clock_.steady();
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < finishers; ++i) threads.emplace_back([this] { finish_all(); });
    }
    report(fmt::format("claim and finish by 64, {} at once", finishers), finished_, begin);
  }

  void read(std::int64_t page) {
    Gallery gallery{database_};
    const auto begin = clock_.steady();
    for (int i = 0; i < kPageReads; ++i) {
      checked(gallery.page(context_, kOwner, {}, page, 20));
    }
    report(fmt::format("gallery, page {} of 20", page), kPageReads, begin);
  }

 private:
  SourceFile fresh_file() {
    const auto id = random_hex(random_, 16);
    return {.id = id,
            .name = id + ".jpg",
            .path = "bench/" + id + ".jpg",
            .mime_type = "image/jpeg",
            .revision = "1",
            .resource_key = "",
            .size_bytes = 1000,
            .sha256 = std::nullopt,
            .md5 = std::nullopt};
  }

  void finish_all() {
    while (true) {
      const auto leases = checked(ledger_.claim_files(context_, job_, 64));
      if (leases.empty()) return;
      std::vector<FinishedFile> files;
      for (const auto& lease : leases) {
        const auto hex = random_hex(random_, 32);
        files.push_back({lease, Imported{{.sha256 = Sha256::from_hex(hex).value(),
                                          .size_bytes = 1000,
                                          .type = ImageType::jpeg,
                                          .key = {"o/" + hex + ".jpg"}}}});
      }
      checked(ledger_.finish(context_, files));
      finished_ += static_cast<std::int64_t>(files.size());
    }
  }

  void report(const std::string& what, std::int64_t count, Instant begin) const {
    const std::chrono::duration<double> taken = clock_.steady() - begin;
    fmt::print("{:40} {:>9.0f} a second\n", what, static_cast<double>(count) / taken.count());
  }

  Database& database_;
  std::int64_t files_;
  SystemClock clock_;
  SystemRandom random_;
  Limits limits_;
  Context context_;
  Ledger ledger_{database_, clock_, limits_};
  JobId job_ = JobId::from_random(random_.bits(), random_.bits());
  std::atomic<std::int64_t> finished_ = 0;
};

std::unique_ptr<Database> opened(const std::string& url, const Clock& clock) {
  if (!url.empty()) {
    return checked(PostgresDatabase::open(Context{}, {.url = Secret{url}}, clock));
  }
  std::filesystem::remove_all(kFolder);
  std::filesystem::create_directories(kFolder);
  return checked(SqliteDatabase::open(std::string{kFolder} + "/catalog.db"));
}

int number(int argc, char** argv, int position, int otherwise) {
  if (argc <= position) return otherwise;
  int value = otherwise;
  const std::string_view text{argv[position]};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void run(int argc, char** argv) {
  const SystemClock clock;
  const auto database = opened(argc > 1 ? argv[1] : "", clock);
  const int files = number(argc, argv, 2, 20'000);
  CatalogBench bench{*database, files};
  bench.list();
  bench.finish(number(argc, argv, 3, 1));
  bench.read(1);
  bench.read(files / 20 / 2);
}

}  // namespace
}  // namespace pixferry::bench

int main(int argc, char** argv) {
  try {
    pixferry::bench::run(argc, argv);
    std::filesystem::remove_all(pixferry::bench::kFolder);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
