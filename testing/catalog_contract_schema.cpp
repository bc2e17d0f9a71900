#include <gmock/gmock.h>

#include <thread>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_schema_contract() {}

namespace {

using testing::HasSubstr;

TEST_P(CatalogContract, MigratingAgainChangesNothing) {
  const auto before = object_secret(context_, database());
  ASSERT_TRUE(before);
  const auto migrated = migrate(context_, database(), random_);
  ASSERT_TRUE(migrated);
  EXPECT_EQ(object_secret(context_, database())->reveal(), before->reveal());
  EXPECT_TRUE(check_schema(context_, database()));
}

TEST_P(CatalogContract, TheObjectSecretIs32RandomBytesInHexadecimal) {
  const auto secret = object_secret(context_, database());
  ASSERT_TRUE(secret);
  EXPECT_TRUE(Sha256::from_hex(secret->reveal()));
  auto other = GetParam().make();
  auto opened = other->open();
  ASSERT_TRUE(opened);
  ASSERT_TRUE(migrate(context_, **opened, random_));
  EXPECT_NE(object_secret(context_, **opened)->reveal(), secret->reveal());
}

TEST_P(CatalogContract, SeveralProcessesMayMigrateAtOnce) {
  auto home = GetParam().make();
  auto opened = home->open();
  ASSERT_TRUE(opened);
  std::vector<std::string> secrets(4);
  {
    std::vector<std::jthread> threads;
    for (auto& secret : secrets) {
      threads.emplace_back([&] {
        EXPECT_TRUE(migrate(context_, **opened, random_));
        const auto read = object_secret(context_, **opened);
        if (read) secret = read->reveal();
      });
    }
  }
  EXPECT_THAT(secrets, testing::Each(secrets.front()));
  EXPECT_FALSE(secrets.front().empty());
}

TEST_P(CatalogContract, ANewerSchemaIsRefusedAndNamesBothVersions) {
  execute("UPDATE pixferry.setting SET value = '4711' WHERE name = 'schema_version'");
  for (const auto& refused :
       {migrate(context_, database(), random_), check_schema(context_, database())}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::schema_too_new);
    EXPECT_THAT(refused.error().message, HasSubstr("4711"));
    EXPECT_THAT(refused.error().message, HasSubstr("1"));
  }
}

TEST_P(CatalogContract, ACatalogWithoutASchemaSaysHowToGetOne) {
  auto home = GetParam().make();
  auto opened = home->open();
  ASSERT_TRUE(opened);
  const auto checked = check_schema(context_, **opened);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::schema_too_old);
  EXPECT_THAT(checked.error().message, HasSubstr("pixferry migrate"));
}

TEST_P(CatalogContract, ATransactionThatIsNotCommittedLeavesNothing) {
  {
    auto transaction = database().begin(context_, Access::write);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE((*transaction)->query("INSERT INTO pixferry.setting VALUES ('x', 'y')", {}));
  }
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.setting WHERE name = 'x'"), 0);
}

TEST_P(CatalogContract, AfterAnErrorATransactionCannotBeCommitted) {
  {
    auto transaction = database().begin(context_, Access::write);
    ASSERT_TRUE(transaction);
    const std::string_view insert = "INSERT INTO pixferry.setting VALUES ('x', 'y')";
    ASSERT_TRUE((*transaction)->query(insert, {}));
    const auto twice = (*transaction)->query(insert, {});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::catalog_conflict);
    EXPECT_FALSE((*transaction)->query("SELECT 1", {}));
    EXPECT_FALSE((*transaction)->commit());
  }
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.setting WHERE name = 'x'"), 0);
}

TEST_P(CatalogContract, ParametersAreBoundByTheirNumber) {
  const auto rows =
      execute("SELECT $2, $1, $2, $3", {std::string{"one"}, std::string{"two"}, SqlValue{}});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].text(0), "two");
  EXPECT_EQ(rows[0].text(1), "one");
  EXPECT_EQ(rows[0].text(2), "two");
  EXPECT_TRUE(rows[0].is_null(3));
}

}  // namespace
}  // namespace pixferry
