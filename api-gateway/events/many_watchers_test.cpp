#include <sys/resource.h>

#include <atomic>
#include <filesystem>

#include "api-gateway/events/watching_fixture.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kWatchers = 1000;

/// Counts what is begun.
class CountingDatabase final : public Database {
 public:
  explicit CountingDatabase(Database& database) : database_(database) {}
  Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) override {
    ++begun;
    return database_.begin(context, access);
  }
  Result<> run_script(Transaction& transaction, std::string_view script) override {
    return database_.run_script(transaction, script);
  }
  std::atomic<int> begun{0};

 private:
  Database& database_;
};

std::ptrdiff_t threads_of_this_process() {
  return std::distance(std::filesystem::directory_iterator{"/proc/self/task"}, {});
}

bool may_open(rlim_t descriptors) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur >= descriptors;
}

class ManyWatchers : public WatchingFixture {
 protected:
  ManyWatchers() { restart(counted_); }
  ~ManyWatchers() override { restart(*journal_); }

  CountingDatabase counting_{*database_};
  Journal counted_{counting_, clock_};
};

TEST_F(ManyWatchers, ShareOneThreadAndOneReadingOfTheCatalog) {
  if (!may_open(2 * kWatchers + 200)) {
    GTEST_SKIP() << "This needs 2,200 descriptors; raise `ulimit -n`.";
  }
  const auto job = start_job();
  const auto leases = claim_images(job, {"a.jpg", "b.jpg"});
  auto first = watch(job);
  first.next("snapshot");
  const auto threads = threads_of_this_process();
  std::vector<EventClient> clients;
  clients.reserve(kWatchers);
  while (clients.size() < kWatchers) clients.push_back(watch(job));
  for (auto& client : clients) ASSERT_TRUE(client.next("snapshot")) << client.head();
  EXPECT_EQ(threads_of_this_process(), threads);

  counting_.begun = 0;
  end(leases[0], kGone);
  for (auto& client : clients) ASSERT_EQ(client.next("file")->id, "1");
  end(leases[1], kGone);
  settle(job);
  for (auto& client : clients) ASSERT_EQ(client.next("done")->id, "4");
  for (auto& client : clients) ASSERT_FALSE(client.next());
  EXPECT_LE(counting_.begun, 20) << "and one a second while a slow machine reads";
}

}  // namespace
}  // namespace pixferry
