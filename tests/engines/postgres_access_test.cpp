#include <gmock/gmock.h>

#include "pipeline/catalog/catalog.hpp"
#include "testing/free_port.hpp"
#include "testing/loopback_tls.hpp"
#include "testing/postgres_server.hpp"
#include "testing/server_process.hpp"
#include "tests/engines/postgres_fixture.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What an operator may have got wrong about the database, and what is said of it.
class PostgresAccessTest : public PostgresTest {
 protected:
  /// Why a catalog at that URL cannot be opened.
  Error refusal(const std::string& url, const std::string& ca_file = "") {
    auto config = this->config();
    config.url = Secret{url};
    config.ca_file = ca_file;
    const auto refused = PostgresDatabase::open(context_, config, clock_);
    EXPECT_FALSE(refused);
    if (refused) return {ErrorCode::internal, "it opened"};
    EXPECT_THAT(refused.error().message, HasSubstr("DATABASE_URL"));
    EXPECT_THAT(refused.error().message, Not(HasSubstr("\n")));
    return refused.error();
  }
  std::string place(const std::string& database) const {
    return "@127.0.0.1:" + std::to_string(shared_postgres().port()) + "/" + database;
  }
};

TEST_F(PostgresAccessTest, TheRightPasswordOpens) {
  auto config = this->config();
  config.url = Secret{"postgresql://locked:sesame" + place(name_)};
  EXPECT_TRUE(opened(config));
}

TEST_F(PostgresAccessTest, AWrongPasswordIsToldAndNotShown) {
  for (const auto* const user : {"locked:open%20up", "locked:"}) {
    const auto error = refusal(std::string{"postgresql://"} + user + place(name_));
    EXPECT_EQ(error.code, ErrorCode::catalog_unavailable);
    EXPECT_THAT(error.message, HasSubstr("password"));
    EXPECT_THAT(error.message, Not(HasSubstr("open up")));
    EXPECT_THAT(error.message, Not(HasSubstr("open%20up")));
  }
}

TEST_F(PostgresAccessTest, AMissingDatabaseOrUserIsNamed) {
  EXPECT_THAT(refusal("postgresql://postgres" + place("no_such")).message,
              HasSubstr("create the database"));
  EXPECT_THAT(refusal("postgresql://nobody" + place(name_)).message, HasSubstr("create the user"));
}

TEST_F(PostgresAccessTest, AHostThatIsNotThereIsNamed) {
  const auto port = std::to_string(free_port());
  EXPECT_THAT(refusal("postgresql://me@127.0.0.1:" + port + "/pix").message,
              HasSubstr("127.0.0.1:" + port));
  EXPECT_THAT(refusal("postgresql://me@no-such-host.invalid/pix").message,
              HasSubstr("correct the host"));
}

TEST_F(PostgresAccessTest, AServerWithoutTlsIsNotTalkedToInTheClearWhereTlsIsRequired) {
  EXPECT_THAT(refusal("postgresql://postgres" + place(name_) + "?sslmode=require").message,
              HasSubstr("sslmode"));
}

TEST_F(PostgresAccessTest, TooManyConnectionsAreToldWithTheirCure) {
  shared_postgres().run(name_, {"ALTER ROLE locked CONNECTION LIMIT 0"});
  const auto error = refusal("postgresql://locked:sesame" + place(name_));
  shared_postgres().run(name_, {"ALTER ROLE locked CONNECTION LIMIT -1"});
  EXPECT_THAT(error.message, HasSubstr("run fewer workers"));
}

TEST_F(PostgresAccessTest, AUserWhoMayMakeNoSchemaIsToldWhatTheRightIs) {
  auto config = this->config();
  config.url = Secret{"postgresql://anon" + place(name_)};
  auto database = opened(config);
  const auto refused = migrate(context_, *database, random_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::catalog_unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("user of DATABASE_URL"));
}

TEST_F(PostgresAccessTest, AUserWhoOwnsTheSchemaNeedsNoOtherRight) {
  shared_postgres().run(name_, {"CREATE SCHEMA pixferry AUTHORIZATION locked"});
  auto config = this->config();
  config.url = Secret{"postgresql://locked:sesame" + place(name_)};
  auto database = migrated(config);
  EXPECT_TRUE(check_schema(context_, *database));
}

TEST_F(PostgresAccessTest, ACaFileProvesTheServerAndItsName) {
  PostgresServer server{"localhost"};
  const auto at = [&](const std::string& host) {
    return "postgresql://postgres@" + host + ":" + std::to_string(server.port()) + "/postgres";
  };
  auto config = this->config();
  config.url = Secret{at("localhost")};
  config.ca_file = server.certificate();
  auto database = opened(config);
  auto reading = database->begin(context_, Access::read);
  ASSERT_TRUE(reading);
  EXPECT_EQ(*first_cell(**reading, "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"),
            "TLSv1.3");

  EXPECT_THAT(refusal(at("127.0.0.1"), server.certificate()).message,
              HasSubstr("DATABASE_CA_FILE"));
  const TemporaryDirectory folder;
  EXPECT_THAT(refusal(at("localhost"), folder / "none.pem").message, HasSubstr("DATABASE_CA_FILE"));
  write_certificate("localhost", folder / "other.pem", folder / "other.key");
  EXPECT_THAT(refusal(at("localhost"), folder / "other.pem").message,
              HasSubstr("DATABASE_CA_FILE"));
}

}  // namespace
}  // namespace pixferry
