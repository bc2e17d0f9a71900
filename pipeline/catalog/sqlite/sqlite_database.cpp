#include "pipeline/catalog/sqlite/sqlite_database.hpp"

#include <fmt/format.h>

#include "pipeline/catalog/sqlite/sqlite_pool.hpp"
#include "pipeline/platform/crash_point.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kMemory = ":memory:";
constexpr std::size_t kReadersMax = 8;
/// How long another process may keep the file before we give up, even with a later deadline.
constexpr std::chrono::seconds kForeignLockMax{10};

class SqliteTransaction final : public Transaction {
 public:
  SqliteTransaction(SqlitePool& pool, std::unique_ptr<SqliteConnection> connection)
      : pool_(pool), connection_(std::move(connection)) {}

  ~SqliteTransaction() override {
    connection_->roll_back();
    connection_->be_patient(nullptr);
    pool_.give_back(std::move(connection_));
  }

  Result<> begin(const Context& context, Access access) {
    access_ = access;
    const auto& clock = pool_.clock();
    const auto latest = std::min(context.deadline, clock.steady() + kForeignLockMax);
    connection_->be_patient([stop = context.stop, latest, &clock] {
      return !stop.stop_requested() && clock.steady() < latest;
    });
    auto begun = access == Access::read ? connection_->query("BEGIN DEFERRED", {}) : begin_write();
    if (begun) return {};
    if (context.is_stopped()) return Error{ErrorCode::stopped, "The work was called off."};
    return begun.error();
  }

  /// The log of a lease is flushed with the next outcome's: a power cut takes its holder too.
  Result<SqlRows> begin_write() {
    auto set =
        connection_->query(access_ == Access::write_lease ? "PRAGMA pixferry.synchronous = NORMAL"
                                                          : "PRAGMA pixferry.synchronous = FULL",
                           {});
    return set ? connection_->query("BEGIN IMMEDIATE", {}) : std::move(set);
  }

  Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters) override {
    if (broken_) return *broken_;
    auto rows = connection_->query(sql, parameters);
    if (!rows) broken_ = rows.error();
    return rows;
  }

  Result<> run_script(std::string_view script) {
    if (broken_) return *broken_;
    auto ran = connection_->run_script(script);
    if (!ran) broken_ = ran.error();
    return ran;
  }

  Result<> commit() override {
    if (broken_) return *broken_;
    if (access_ != Access::read) crash_point("catalog.before_commit");
    auto committed = connection_->query("COMMIT", {});
    if (!committed) return committed.error();
    if (access_ != Access::read) crash_point("catalog.after_commit");
    return {};
  }

 private:
  SqlitePool& pool_;
  std::unique_ptr<SqliteConnection> connection_;
  Access access_ = Access::read;
  std::optional<Error> broken_;
};

}  // namespace

struct SqliteDatabase::Connections {
  std::string path;
  Access access;
  SqlitePool writers;
  SqlitePool readers;

  /// A catalog in memory is seen by one connection only.
  SqlitePool& pool_for(Access wanted) {
    return wanted != Access::read || path == kMemory ? writers : readers;
  }
};

SqliteDatabase::SqliteDatabase(std::unique_ptr<Connections> connections)
    : connections_(std::move(connections)) {}
SqliteDatabase::~SqliteDatabase() = default;

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const std::string& path) {
  static const SystemClock clock;
  return open(path, clock, Access::write);
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const std::string& path,
                                                             const Clock& clock, Access access) {
  using Role = SqliteConnection::Role;
  const auto reading = access == Access::write ? Role::reader : Role::file_reader;
  std::unique_ptr<Connections> connections{
      new Connections{path, access, SqlitePool{{path, Role::writer, 1}, clock},
                      SqlitePool{{path, reading, kReadersMax}, clock}}};
  auto& first_used = connections->pool_for(access);
  auto first = first_used.borrow(Context{});
  if (!first) return first.error();
  first_used.give_back(std::move(*first));
  return std::unique_ptr<SqliteDatabase>{new SqliteDatabase{std::move(connections)}};
}

Result<std::unique_ptr<Transaction>> SqliteDatabase::begin(const Context& context, Access access) {
  if (access != Access::read && connections_->access == Access::read) {
    return Error{ErrorCode::catalog_unavailable,
                 fmt::format("The catalog {} was opened for reading only.", connections_->path)};
  }
  auto& pool = connections_->pool_for(access);
  auto connection = pool.borrow(context);
  if (!connection) return connection.error();
  auto transaction = std::make_unique<SqliteTransaction>(pool, std::move(*connection));
  if (auto begun = transaction->begin(context, access); !begun) return begun.error();
  return std::unique_ptr<Transaction>{std::move(transaction)};
}

Result<> SqliteDatabase::run_script(Transaction& transaction, std::string_view script) {
  return static_cast<SqliteTransaction&>(transaction).run_script(script);
}

}  // namespace pixferry
