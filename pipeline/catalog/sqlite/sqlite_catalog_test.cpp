#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "testing/catalog_contract.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

class FileHome final : public CatalogHome {
 public:
  Result<std::unique_ptr<Database>> open() override {
    auto opened = SqliteDatabase::open(folder_ / "catalog.db");
    if (!opened) return opened.error();
    return std::unique_ptr<Database>{std::move(*opened)};
  }
  bool is_durable() const override { return true; }

 private:
  TemporaryDirectory folder_;
};

class MemoryHome final : public CatalogHome {
 public:
  Result<std::unique_ptr<Database>> open() override {
    auto opened = SqliteDatabase::open(":memory:");
    if (!opened) return opened.error();
    return std::unique_ptr<Database>{std::move(*opened)};
  }
  bool is_durable() const override { return false; }
};

INSTANTIATE_TEST_SUITE_P(
    Sqlite, CatalogContract,
    testing::Values(CatalogUnderTest{"File", [] { return std::make_unique<FileHome>(); }},
                    CatalogUnderTest{"Memory", [] { return std::make_unique<MemoryHome>(); }}),
    catalog_name);

}  // namespace
}  // namespace pixferry
