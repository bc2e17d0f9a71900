#include "pipeline/catalog/postgres/postgres_error.hpp"

#include <fmt/format.h>

#include <array>

namespace pixferry {
namespace {

struct Meaning {
  std::string_view sqlstate;  ///< or the class of several: its first letters
  ErrorCode code;
  std::string_view what;
  std::string_view cure;
};

using enum ErrorCode;

/// The first that fits counts.
constexpr std::array kMeanings{
    Meaning{"23503", catalog_interrupted, "missed a row that was deleted meanwhile", "retry."},
    // ON CONFLICT looks at one key; of another one two that write the same row at once hear this.
    Meaning{"23505", catalog_interrupted, "met a row that was written meanwhile", "retry."},
    Meaning{"23", catalog_conflict, "refused a row", "another process has just changed the same."},
    Meaning{"40001", catalog_interrupted, "undid a transaction in favour of another", "retry."},
    Meaning{"40P01", catalog_interrupted, "undid a transaction to end a deadlock", "retry."},
    Meaning{"42501", catalog_unavailable, "denies its user a right",
            "let the user of DATABASE_URL own the schema pixferry, or create schemas."},
    Meaning{"25006", catalog_unavailable, "takes no writes",
            "let DATABASE_URL name the primary server, not a standby."},
    Meaning{"53100", storage_full, "has no room left on its disk", "free some disk space there."},
    Meaning{"53200", catalog_unavailable, "is out of memory", "give the server more memory."},
    Meaning{"53", catalog_unavailable, "has no more resources",
            "raise its max_connections, or run fewer workers."},
    Meaning{"55P03", catalog_unavailable, "kept others waiting for a lock for too long", "retry."},
    Meaning{"57014", catalog_unavailable, "took too long over a statement", "retry."},
    Meaning{"57", catalog_interrupted, "closed the connection", "see its log."},
    Meaning{"08", catalog_interrupted, "broke the connection", "see its log."},
    Meaning{"25P03", catalog_interrupted, "ended a transaction that lay idle", "retry."},
};

struct Hindrance {
  std::string_view fragment;  ///< of the text of libpq or of the server
  std::string_view cure;
};

constexpr std::array kHindrances{
    Hindrance{"too many", "raise the server's max_connections, or run fewer workers."},
    Hindrance{"password authentication failed", "check the user and password in DATABASE_URL."},
    Hindrance{"no password supplied", "write the password into DATABASE_URL after the user."},
    Hindrance{"no pg_hba.conf entry", "let the server's pg_hba.conf admit the user and host."},
    Hindrance{"SSL", "check sslmode in DATABASE_URL, and DATABASE_CA_FILE."},
    Hindrance{"certificate", "check sslmode in DATABASE_URL, and DATABASE_CA_FILE."},
    Hindrance{"database \"", "create the database that DATABASE_URL names, or correct its name."},
    Hindrance{"role \"", "create the user that DATABASE_URL names, or correct its name."},
    Hindrance{"remaining connection slots",
              "raise the server's max_connections, or run fewer workers."},
    Hindrance{"translate host name", "correct the host in DATABASE_URL."},
};

constexpr std::string_view kGeneralCure =
    "check that the server runs and that DATABASE_URL names its host and port.";

/// In one line, without the end of a sentence.
std::string one_line(std::string_view detail) {
  std::string line;
  for (const char c : detail) line.push_back(c == '\n' || c == '\t' ? ' ' : c);
  while (!line.empty() && (line.back() == ' ' || line.back() == '.')) line.pop_back();
  return line;
}

Error error_of(const Meaning& meaning, const std::string& server, const std::string& detail) {
  return {meaning.code,
          fmt::format("The database {} {} ({}); {}", server, meaning.what, detail, meaning.cure)};
}

}  // namespace

Error classify_postgres(std::string_view sqlstate, const std::string& server,
                        std::string_view detail) {
  constexpr Meaning kBroken{"", catalog_interrupted, "broke the connection", "see its log."};
  const auto line = one_line(detail);
  if (sqlstate.empty()) return error_of(kBroken, server, line);
  for (const auto& meaning : kMeanings) {
    if (sqlstate.starts_with(meaning.sqlstate)) return error_of(meaning, server, line);
  }
  return {internal, fmt::format("The database {} refused a statement ({}, SQLSTATE {}).", server,
                                line, sqlstate)};
}

Error classify_postgres_connect(const std::string& server, std::string_view detail) {
  const auto line = one_line(detail);
  auto cure = kGeneralCure;
  for (const auto& hindrance : kHindrances) {
    if (line.find(hindrance.fragment) == std::string::npos) continue;
    cure = hindrance.cure;
    break;
  }
  return {catalog_unavailable,
          fmt::format("The database {} of DATABASE_URL cannot be reached ({}); {}", server, line,
                      cure)};
}

}  // namespace pixferry
