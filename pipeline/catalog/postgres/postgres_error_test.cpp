#include "pipeline/catalog/postgres/postgres_error.hpp"

#include <gmock/gmock.h>

namespace pixferry {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;

TEST(ClassifyPostgres, EveryStateThatMayComeHasItsMeaning) {
  struct Row {
    std::string_view sqlstate;
    ErrorCode code;
  };
  using enum ErrorCode;
  for (const auto& [sqlstate, code] : std::initializer_list<Row>{
           {"23503", catalog_interrupted},
           {"23505", catalog_interrupted},
           {"23514", catalog_conflict},
           {"40001", catalog_interrupted},
           {"40P01", catalog_interrupted},

           {"42501", catalog_unavailable},
           {"25006", catalog_unavailable},
           {"53100", storage_full},
           {"53200", catalog_unavailable},
           {"53300", catalog_unavailable},
           {"55P03", catalog_unavailable},
           {"57014", catalog_unavailable},
           {"57P01", catalog_interrupted},
           {"57P03", catalog_interrupted},
           {"08006", catalog_interrupted},
           {"08P01", catalog_interrupted},
           {"25P03", catalog_interrupted},
           {"", catalog_interrupted},
           {"42P01", internal},
           {"42601", internal},
       }) {
    const auto error = classify_postgres(sqlstate, "db:5432/pix", "why\n");
    EXPECT_EQ(error.code, code) << sqlstate;
    EXPECT_THAT(error.message, AllOf(HasSubstr("db:5432/pix"), HasSubstr("why"), EndsWith(".")));
  }
}

TEST(ClassifyPostgresConnect, NamesWhatToChange) {
  struct Row {
    std::string_view detail;
    std::string_view cure;
  };
  for (const auto& [detail, cure] : std::initializer_list<Row>{
           {"FATAL:  password authentication failed for user \"me\"\n", "user and password"},
           {"fe_sendauth: no password supplied\n", "write the password"},
           {"FATAL:  database \"pix\" does not exist\n", "create the database"},
           {"FATAL:  role \"me\" does not exist\n", "create the user"},
           {"FATAL:  too many connections for role \"me\"\n", "max_connections"},
           {"FATAL:  sorry, too many clients already\n", "max_connections"},
           {"could not translate host name \"d\" to address", "correct the host"},
           {"server does not support SSL, but SSL was required", "sslmode"},
           {"SSL error: certificate verify failed", "DATABASE_CA_FILE"},
           {"Connection refused\n\tIs the server running?", "the server runs"},
           {"FATAL:  the database system is starting up", "the server runs"},
       }) {
    const auto error = classify_postgres_connect("db/pix", detail);
    EXPECT_EQ(error.code, ErrorCode::catalog_unavailable);
    EXPECT_THAT(error.message, HasSubstr(std::string{cure}));
    EXPECT_THAT(error.message, testing::Not(HasSubstr("\n")));
  }
}

}  // namespace
}  // namespace pixferry
