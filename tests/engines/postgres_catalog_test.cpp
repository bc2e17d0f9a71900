#include "tests/engines/postgres_home.hpp"

namespace pixferry {
namespace {

std::unique_ptr<CatalogHome> direct_home() {
  return std::make_unique<PostgresHome>(
      [](const std::string& database) { return shared_postgres().url(database); });
}

INSTANTIATE_TEST_SUITE_P(Postgres, CatalogContract,
                         testing::Values(CatalogUnderTest{"Direct", direct_home}), catalog_name);

}  // namespace
}  // namespace pixferry
