#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "pipeline/catalog/postgres/postgres_database.hpp"
#include "pipeline/platform/clock.hpp"
#include "testing/seeded_random.hpp"

namespace pixferry {

/// A database of its own on the server that this program shares.
class PostgresTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  PostgresConfig config() const;
  /// Opens the catalog; nothing is migrated yet.
  std::unique_ptr<PostgresDatabase> opened(const PostgresConfig& config);
  std::unique_ptr<PostgresDatabase> opened() { return opened(config()); }
  /// Opens and migrates it.
  std::unique_ptr<PostgresDatabase> migrated(const PostgresConfig& config);
  std::unique_ptr<PostgresDatabase> migrated() { return migrated(config()); }

  Context within(std::chrono::milliseconds wait) const {
    return Context{}.until(clock_.steady() + wait);
  }
  /// Waits until the server answers the query with that; fails the test if it never does.
  void await(const std::string& query, const std::string& answer);
  std::string ask(const std::string& query);

  SystemClock clock_;
  SeededRandom random_{3};
  Context context_;
  std::string name_;
};

/// The first cell of what the statement gives, in that transaction.
Result<std::string> first_cell(Transaction& transaction, std::string_view statement);

}  // namespace pixferry
