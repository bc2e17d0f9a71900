#include <gmock/gmock.h>

#include <barrier>
#include <thread>

#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "testing/catalog_consistency.hpp"
#include "testing/catalog_contract.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

constexpr int kListers = 4;
constexpr int kFilesOfAPage = 300;
constexpr std::int64_t kFilesMax = 700;

/// Folders of one job that are listed at the same time.
class PostgresListingTest : public PostgresTest {
 protected:
  std::vector<FolderLease> claimed(Ledger& ledger, int round) {
    const NewJob job{.id = JobId::from_random(1, static_cast<std::uint64_t>(round)),
                     .owner = std::string{kDefaultOwner},
                     .root = {.source = SourceKind::google_drive,
                              .id = "root" + std::to_string(round),
                              .resource_key = ""},
                     .folder_url = "url",
                     .options = {.files_max = kFilesMax}};
    EXPECT_TRUE(ledger.create(context_, job));
    PageRows root;
    for (int i = 0; i < kListers; ++i) root.folders.push_back(page_folder(std::to_string(i)));
    const auto lease = ledger.claim_folders(context_, job.id, 1)->front();
    EXPECT_TRUE(ledger.commit_page(context_, lease, root));
    return *ledger.claim_folders(context_, job.id, kListers);
  }

  static PageRows page_of_folder(const FolderLease& lease) {
    std::vector<std::string> ids;
    for (int i = 0; i < kFilesOfAPage; ++i) ids.push_back(lease.path + "/" + std::to_string(i));
    return page_of(ids);
  }
};

TEST_F(PostgresListingTest, PagesOfManyFoldersAtOnceNeverBringMoreFilesThanTheJobMayTake) {
  const auto database = migrated();
  const Limits limits;
  Ledger ledger{*database, clock_, limits};
  Journal journal{*database, clock_};
  for (int round = 0; round < 5; ++round) {
    const auto leases = claimed(ledger, round);
    ASSERT_EQ(leases.size(), std::size_t{kListers});
    std::barrier start{kListers};
    std::vector<std::jthread> listers;
    for (const auto& lease : leases) {
      listers.emplace_back([&] {
        const auto page = page_of_folder(lease);
        start.arrive_and_wait();
        const auto committed = ledger.commit_page(context_, lease, page);
        // The page that meets the limit ends the listing of the others.
        EXPECT_TRUE(committed || committed.error().code == ErrorCode::lease_lost)
            << committed.error().message;
      });
    }
    listers.clear();
    const auto job = journal.job(context_, kDefaultOwner, leases.front().job);
    ASSERT_TRUE(job);
    EXPECT_EQ((*job)->tally.total, kFilesMax);
    EXPECT_EQ((*job)->error->code, ErrorCode::limit_files);
    expect_consistent(*database);
  }
}

}  // namespace
}  // namespace pixferry
