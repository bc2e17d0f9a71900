#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/catalog/sqlite/sqlite_dialect.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace pixferry {

/// One connection with its prepared statements. Used by one thread at a time.
class SqliteConnection {
 public:
  /// What a connection is for. Only the first creates the file; `reader` refuses to write but is
  /// opened for writing, as the shared memory of the WAL needs; `file_reader` only reads the file.
  enum class Role { writer, reader, file_reader };
  /// Asked again and again while another process holds the file: whether to go on waiting.
  using Patience = std::function<bool()>;

  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, Role role);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters);
  /// Statements without parameters, separated by semicolons, in the common subset.
  Result<> run_script(std::string_view script);
  void roll_back();
  void be_patient(Patience patience) { patience_ = std::move(patience); }
  const std::string& path() const { return path_; }

 private:
  struct Closer {
    void operator()(sqlite3* connection) const;
  };
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Statement {
    std::unique_ptr<sqlite3_stmt, Finalizer> prepared;
    /// Which parameter each of SQLite's bind positions takes: `$3` is the third, wherever it
    /// stands.
    std::vector<std::size_t> parameters;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  SqliteConnection(const std::string& path, Role role);
  Result<> attach();
  Result<> configure();
  Result<Statement*> prepared(std::string_view sql);
  Result<> bind(const Statement& statement, std::span<const SqlValue> parameters);
  Result<SqlRows> step_through(sqlite3_stmt* statement);
  Error last_error() const;

  std::string path_;
  Role role_;
  SqliteDialect dialect_;
  Patience patience_;
  std::unique_ptr<sqlite3, Closer> connection_;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

}  // namespace pixferry
