#pragma once

#include <string>

#include "pipeline/catalog/postgres/postgres_database.hpp"
#include "testing/catalog_contract.hpp"
#include "testing/postgres_server.hpp"

namespace pixferry {

/// A database of its own on the server that this program shares, reached by way of what `url_of`
/// names. Its time is that of the test.
class PostgresHome final : public CatalogHome {
 public:
  using UrlOf = std::string (*)(const std::string& database);
  explicit PostgresHome(UrlOf url_of)
      : database_(shared_postgres().lend_database()), url_(url_of(database_)) {}
  ~PostgresHome() override { shared_postgres().take_back(database_); }

  Result<std::unique_ptr<Database>> open() override {
    auto opened = PostgresDatabase::open(
        Context{}, {.url = Secret{url_}, .time_source = TimeSource::caller}, clock_);
    if (!opened) return opened.error();
    return std::unique_ptr<Database>{*std::move(opened)};
  }
  bool is_durable() const override { return true; }

 private:
  SystemClock clock_;
  std::string database_;
  std::string url_;
};

}  // namespace pixferry
