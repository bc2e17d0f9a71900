#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/catalog_contract.hpp"
#include "testing/postgres_server.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

constexpr int kFiles = 1500;
constexpr int kBatch = 8;

/// Workers on a server that dies under them.
class PostgresCrashTest : public PostgresTest {
 protected:
  PostgresCrashTest() {
    // A claim whose answer was lost runs out within the test.
    limits_.lease = std::chrono::milliseconds{100};
    limits_.attempts_max = 1000;
  }

  /// Asks until the server answers, as a worker does.
  template <class Call>
  static auto insisted(Call call) {
    auto result = call();
    while (!result) {
      EXPECT_EQ(result.error().code, ErrorCode::catalog_unavailable) << result.error().message;
      result = call();
    }
    return *std::move(result);
  }

  JobId listed(Ledger& ledger) {
    const NewJob job{.id = JobId::from_random(1, 2),
                     .owner = std::string{kDefaultOwner},
                     .root = {.source = SourceKind::google_drive, .id = "root", .resource_key = ""},
                     .folder_url = "url",
                     .options = {}};
    EXPECT_TRUE(ledger.create(context_, job));
    std::vector<std::string> ids;
    for (int i = 0; i < kFiles; ++i) ids.push_back(std::to_string(i));
    const auto lease = ledger.claim_folders(context_, job.id, 1)->front();
    EXPECT_TRUE(ledger.commit_page(context_, lease, page_of(ids)));
    return job.id;
  }

  void work(Ledger& ledger, const JobId& job) {
    while (finished_ < kFiles) {
      const auto leases = insisted([&] { return ledger.claim_files(context_, job, kBatch); });
      std::vector<FinishedFile> files;
      for (const auto& lease : leases) files.push_back({lease, imported(lease.file.id)});
      const auto fates = insisted([&] { return ledger.finish(context_, files); });
      finished_ += static_cast<int>(std::ranges::count(fates, Fate::recorded));
    }
  }

  Limits limits_;
  std::atomic<int> finished_ = 0;
};

TEST_F(PostgresCrashTest, NothingIsLostAndNothingDoubledWhereTheServerDiesUnderItsWorkers) {
  PostgresServer server;
  auto config = this->config();
  config.url = Secret{server.url("postgres")};
  auto database = migrated(config);
  Ledger ledger{*database, clock_, limits_};
  const auto job = listed(ledger);
  {
    std::vector<std::jthread> workers;
    for (int i = 0; i < 3; ++i) workers.emplace_back([&] { work(ledger, job); });
    for (const int progress : {kFiles / 4, kFiles / 2}) {
      while (finished_ < progress) std::this_thread::yield();
      server.crash();
      server.start();
    }
  }
  const auto settled = insisted([&] { return ledger.settle(context_); });
  EXPECT_THAT(settled, testing::ElementsAre(job));
  EXPECT_EQ(server.ask("postgres", "SELECT state FROM pixferry.job"), "completed");
  EXPECT_EQ(server.ask("postgres", "SELECT count(*) FROM pixferry.image"), std::to_string(kFiles));
  expect_consistent(*database);
}

}  // namespace
}  // namespace pixferry
