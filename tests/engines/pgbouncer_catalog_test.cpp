#include "testing/pgbouncer_server.hpp"
#include "tests/engines/postgres_home.hpp"

namespace pixferry {
namespace {

std::unique_ptr<CatalogHome> pooled_home() {
  return std::make_unique<PostgresHome>(
      [](const std::string& database) { return shared_pgbouncer().url(database); });
}

INSTANTIATE_TEST_SUITE_P(Pgbouncer, CatalogContract,
                         testing::Values(CatalogUnderTest{"Pooled", pooled_home}), catalog_name);

}  // namespace
}  // namespace pixferry
