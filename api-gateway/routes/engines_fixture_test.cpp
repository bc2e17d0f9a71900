#include "api-gateway/routes/engines_fixture.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "pipeline/catalog/postgres/postgres_database.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/platform/random.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/progress/redis_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "pipeline/queue/redis_queue.hpp"
#include "testing/postgres_server.hpp"
#include "testing/redis_server.hpp"

namespace pixferry {
namespace {

bool are_engines_shared() {
  const char* const wanted = std::getenv("PIXFERRY_TEST_ENGINES");
  return wanted != nullptr && std::string_view{wanted} == "shared";
}

template <class Opened>
Opened opened_or_throw(Result<Opened> opened) {
  if (!opened) throw std::runtime_error(opened.error().message);
  return *std::move(opened);
}

constexpr std::chrono::seconds kOnItsWayMax{2};

std::optional<Work> next_of(WorkQueue& queue, const Context& context, WorkKind kind) {
  const auto popped = queue.pop(context, kind);
  EXPECT_TRUE(popped);
  return popped ? *popped : std::nullopt;
}

class EnginesOfOneProcess final : public GatewayEngines {
 public:
  explicit EnginesOfOneProcess(const Clock& clock) : clock_(clock), queue_(clock), feed_(clock) {}
  Database& database() override { return *database_; }
  WorkQueue& queue() override { return queue_; }
  std::optional<Work> announced(WorkKind kind) override {
    return next_of(queue_, {.deadline = clock_.steady()}, kind);
  }
  ProgressFeed& feed() override { return feed_; }

 private:
  const Clock& clock_;
  std::unique_ptr<SqliteDatabase> database_ = opened_or_throw(SqliteDatabase::open(":memory:"));
  LocalQueue queue_;
  LocalFeed feed_;
};

const RedisServer& shared_redis() {
  static const RedisServer server;
  return server;
}

class SharedEngines final : public GatewayEngines {
 public:
  explicit SharedEngines(const Clock& clock)
      : redis_(shared_redis().config()),
        queue_(redis_, network_clock_, random_),
        feed_(redis_, clock, random_) {
    PostgresConfig config;
    config.url = Secret{shared_postgres().url(name_)};
    config.time_source = TimeSource::caller;
    database_ = opened_or_throw(PostgresDatabase::open(Context{}, config, clock));
  }
  ~SharedEngines() override {
    database_.reset();
    shared_postgres().take_back(name_);
  }
  Database& database() override { return *database_; }
  WorkQueue& queue() override { return queue_; }
  std::optional<Work> announced(WorkKind kind) override {
    return next_of(queue_, {.deadline = network_clock_.steady() + kOnItsWayMax}, kind);
  }
  ProgressFeed& feed() override { return feed_; }

 private:
  const SystemClock network_clock_;  ///< Redis keeps nobody's time but its own
  const std::string name_ = shared_postgres().lend_database();
  SystemRandom random_;
  const RedisConfig redis_;
  RedisQueue queue_;
  RedisFeed feed_;
  std::unique_ptr<PostgresDatabase> database_;
};

/// Skips every test where their servers are wanted and not installed.
struct InstalledEngines final : testing::Environment {
  void SetUp() override {
    if (!are_engines_shared()) return;
    const auto missing = PostgresServer::missing_package();
    if (!missing.empty()) GTEST_SKIP() << "the package " << missing << " is not installed";
    PIXFERRY_SKIP_WITHOUT_REDIS();
  }
};

const auto* const kInstalledEngines = testing::AddGlobalTestEnvironment(new InstalledEngines);

}  // namespace

std::unique_ptr<GatewayEngines> gateway_engines(const Clock& clock) {
  if (are_engines_shared()) return std::make_unique<SharedEngines>(clock);
  return std::make_unique<EnginesOfOneProcess>(clock);
}

}  // namespace pixferry
