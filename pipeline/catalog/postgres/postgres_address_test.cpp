#include "pipeline/catalog/postgres/postgres_address.hpp"

#include <gmock/gmock.h>

#include <map>

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

std::map<std::string, std::string> options_of(const PostgresConfig& config) {
  const auto address = parse_postgres_url(config);
  EXPECT_TRUE(address) << address.error().message;
  if (!address) return {};
  return {address->options.begin(), address->options.end()};
}

TEST(ChooseSslmode, EncryptsWhereTheHostIsNotNear) {
  struct Row {
    std::string_view hosts;
    std::string_view mode;
  };
  for (const auto& [hosts, mode] : std::initializer_list<Row>{
           {"", "prefer"},
           {"/var/run/postgresql", "prefer"},
           {"localhost", "prefer"},
           {"db", "prefer"},
           {"db.", "prefer"},
           {"db.internal", "prefer"},
           {"db.eu.internal.", "prefer"},
           {"127.0.0.1", "prefer"},
           {"127.8.9.10", "prefer"},
           {"10.1.2.3", "prefer"},
           {"172.31.0.1", "prefer"},
           {"192.168.1.1", "prefer"},
           {"::1", "prefer"},
           {"fd12::1", "prefer"},
           {"fe80::1", "prefer"},
           {"::ffff:10.0.0.1", "prefer"},
           {"db,10.0.0.2", "prefer"},
           {"db.example.com", "require"},
           {"internal.example.com", "require"},
           {"notinternal.com", "require"},
           {"8.8.8.8", "require"},
           {"172.32.0.1", "require"},
           {"2606:4700::1111", "require"},
           {"::ffff:8.8.8.8", "require"},
           {"db,db.example.com", "require"},
           {"127.0.0.1.nip.io", "require"},
       }) {
    EXPECT_EQ(choose_sslmode("", hosts, false), mode) << hosts;
  }
}

TEST(ChooseSslmode, ObeysTheUrl) {
  EXPECT_EQ(choose_sslmode("disable", "db.example.com", false), "disable");
  EXPECT_EQ(choose_sslmode("verify-full", "localhost", false), "verify-full");
}

TEST(ChooseSslmode, ACaFileProvesTheServer) {
  EXPECT_EQ(choose_sslmode("", "localhost", true), "verify-full");
  EXPECT_EQ(choose_sslmode("require", "db.example.com", true), "verify-full");
  EXPECT_EQ(choose_sslmode("disable", "db.example.com", true), "verify-full");
  EXPECT_EQ(choose_sslmode("verify-ca", "10.0.0.1", true), "verify-ca");
}

TEST(ParsePostgresUrl, KeepsWhatTheUrlSays) {
  const auto options = options_of(
      {.url = Secret{"postgresql://me:p%40ss@db.example.com:6543/pix?application_name=mine"}});
  EXPECT_EQ(options.at("user"), "me");
  EXPECT_EQ(options.at("password"), "p@ss");
  EXPECT_EQ(options.at("host"), "db.example.com");
  EXPECT_EQ(options.at("port"), "6543");
  EXPECT_EQ(options.at("dbname"), "pix");
  EXPECT_EQ(options.at("application_name"), "mine");
  EXPECT_EQ(options.at("sslmode"), "require");
  EXPECT_EQ(options.at("client_encoding"), "UTF8");
}

TEST(ParsePostgresUrl, UsesTheCaFile) {
  const auto options =
      options_of({.url = Secret{"postgres://me@db.example.com/pix"}, .ca_file = "/etc/ca.pem"});
  EXPECT_EQ(options.at("sslmode"), "verify-full");
  EXPECT_EQ(options.at("sslrootcert"), "/etc/ca.pem");
}

TEST(ParsePostgresUrl, JudgesTheAddressThatIsReallyUsed) {
  const auto options = options_of({.url = Secret{"postgresql://me@db/pix?hostaddr=8.8.8.8"}});
  EXPECT_EQ(options.at("sslmode"), "require");
}

TEST(ParsePostgresUrl, ShowsTheServerWithoutTheSecrets) {
  const auto address =
      parse_postgres_url({.url = Secret{"postgresql://me:sesame@db.example.com:6543/pix"}});
  ASSERT_TRUE(address);
  EXPECT_EQ(address->server, "db.example.com:6543/pix");
  EXPECT_EQ(address->scrubbed("sesame and sesame"), "*** and ***");
}

TEST(ParsePostgresUrl, RefusesWhatIsNoUrlWithoutShowingIt) {
  for (const auto* const url :
       {"", "db.example.com", "mysql://me:sesame@db/pix", "host=db password=sesame",
        "postgresql+asyncpg://me:sesame@db/pix", "postgresql://me:ses%ame@db/pix",
        "postgresql://me:ses@sesame@db/pix", "postgresql://me:ses/ame@db/pix",
        "postgresql://me:12/sesame@db/pix", "postgresql://me:sesame@db/pix?no_such=1",
        "postgresql://me:sesame@db:port/pix"}) {
    const auto refused = parse_postgres_url({.url = Secret{url}});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_configuration);
    EXPECT_THAT(refused.error().message, HasSubstr("DATABASE_URL"));
    EXPECT_THAT(refused.error().message, Not(HasSubstr("sesame")));
  }
}

}  // namespace
}  // namespace pixferry
