#include "pipeline/catalog/catalog.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

#include <fmt/format.h>

#include <charconv>

namespace pixferry {
namespace {

constexpr std::string_view kSchemaVersion = "schema_version";
constexpr std::string_view kObjectSecret = "object_secret";
constexpr std::size_t kSecretBytes = 32;

std::int64_t known_version() {
  return static_cast<std::int64_t>(sql::migrations.size());
}

/// 0 for a catalog that has no tables yet.
std::int64_t version_of(Statements& tx) {
  const auto row = tx.row(sql::read_setting, {std::string{kSchemaVersion}});
  if (!row) return 0;
  std::int64_t version = 0;
  const auto& text = row->text(0);
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

Error too_new(std::int64_t version) {
  return {ErrorCode::schema_too_new,
          fmt::format("The catalog has schema version {}, and this pixferry knows versions up to "
                      "{}; use the newer pixferry that wrote it.",
                      version, known_version())};
}

Error not_migrated(std::string_view what) {
  return {ErrorCode::schema_too_old,
          fmt::format("The catalog has no schema of this version yet ({}); run `pixferry migrate`.",
                      what)};
}

}  // namespace

Result<> migrate(const Context& context, Database& database, Random& random) {
  // Mostly there is nothing to do, which needs neither the lock nor the right to make tables.
  const auto checked = check_schema(context, database);
  if (checked || checked.error().code == ErrorCode::schema_too_new) return checked;
  auto transaction = database.begin(context, Access::write);
  if (!transaction) return transaction.error();
  const auto prepared = database.run_script(**transaction, sql::prepare_schema);
  if (!prepared) return prepared.error();
  Statements tx{**transaction};
  const auto version = version_of(tx);
  if (tx.error()) return *tx.error();
  if (version > known_version()) return too_new(version);
  if (version == known_version()) return {};
  for (auto next = version; next < known_version(); ++next) {
    const auto migration = sql::migrations[static_cast<std::size_t>(next)];
    if (auto ran = database.run_script(**transaction, migration); !ran) return ran.error();
  }
  if (version == 0) {
    tx.run(sql::write_setting, {std::string{kObjectSecret}, random_hex(random, kSecretBytes)});
  }
  tx.run(sql::write_setting, {std::string{kSchemaVersion}, std::to_string(known_version())});
  if (tx.error()) return *tx.error();
  const auto closed = database.run_script(**transaction, sql::close_schema);
  if (!closed) return closed.error();
  return (*transaction)->commit();
}

Result<> check_schema(const Context& context, Database& database) {
  const auto version =
      transact(database, context, Access::read,
               [](Statements& tx) -> Result<std::int64_t> { return version_of(tx); });
  if (!version) {
    const auto& error = version.error();
    return error.code == ErrorCode::internal ? not_migrated(error.message) : error;
  }
  if (*version > known_version()) return too_new(*version);
  if (*version < known_version()) {
    return not_migrated(fmt::format("it has {} of {}", *version, known_version()));
  }
  return {};
}

Result<Secret> object_secret(const Context& context, Database& database) {
  return transact(database, context, Access::read, [](Statements& tx) -> Result<Secret> {
    const auto row = tx.row(sql::read_setting, {std::string{kObjectSecret}});
    if (!row) return not_migrated("the secret of the object names is missing");
    return Secret{row->text(0)};
  });
}

}  // namespace pixferry
