#include "tests/engines/postgres_fixture.hpp"

#include "pipeline/catalog/catalog.hpp"
#include "testing/postgres_server.hpp"

namespace pixferry {
void PostgresTest::SetUp() {
  name_ = shared_postgres().lend_database();
}

void PostgresTest::TearDown() {
  shared_postgres().take_back(name_);
}

PostgresConfig PostgresTest::config() const {
  return {.url = Secret{shared_postgres().url(name_)}};
}

std::unique_ptr<PostgresDatabase> PostgresTest::opened(const PostgresConfig& config) {
  auto database = PostgresDatabase::open(context_, config, clock_);
  EXPECT_TRUE(database) << database.error().message;
  return database ? *std::move(database) : nullptr;
}

std::unique_ptr<PostgresDatabase> PostgresTest::migrated(const PostgresConfig& config) {
  auto database = opened(config);
  const auto done = migrate(context_, *database, random_);
  EXPECT_TRUE(done) << done.error().message;
  return database;
}

void PostgresTest::await(const std::string& query, const std::string& answer) {
  const auto deadline = clock_.steady() + std::chrono::seconds{30};
  std::string last;
  while (clock_.steady() < deadline) {
    last = ask(query);
    if (last == answer) return;
  }
  ADD_FAILURE() << query << " gave " << last << " to the end, and not " << answer;
}

std::string PostgresTest::ask(const std::string& query) {
  return shared_postgres().ask(name_, query);
}

Result<std::string> first_cell(Transaction& transaction, std::string_view statement) {
  auto rows = transaction.query(statement, {});
  if (!rows) return rows.error();
  return rows->front().text(0);
}

}  // namespace pixferry
