#include <gmock/gmock.h>

#include <thread>

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"
#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_schema_contract() {}

std::unique_ptr<Database> old_catalog(CatalogHome& home, std::size_t version) {
  auto opened = home.open();
  EXPECT_TRUE(opened);
  auto transaction = (*opened)->begin(Context{}, Access::write);
  EXPECT_TRUE(transaction);
  EXPECT_TRUE((*opened)->run_script(**transaction, sql::prepare_schema));
  for (const auto migration : sql::migrations.first(version)) {
    EXPECT_TRUE((*opened)->run_script(**transaction, migration));
  }
  const std::vector<SqlValue> at_version{std::string{"schema_version"}, std::to_string(version)};
  EXPECT_TRUE((*transaction)->query(sql::write_setting, at_version));
  EXPECT_TRUE((*transaction)->commit());
  return *std::move(opened);
}

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

TEST_P(CatalogContract, BlobsFromBeforeTheHashOfDropboxGetIt) {
  const auto home = GetParam().make();
  const auto old = old_catalog(*home, 2);
  const auto run = [&](std::string_view statement, const std::vector<SqlValue>& parameters = {}) {
    auto transaction = old->begin(context_, Access::write);
    EXPECT_TRUE(transaction);
    auto rows = (*transaction)->query(statement, parameters);
    EXPECT_TRUE(rows) << rows.error().message;
    EXPECT_TRUE((*transaction)->commit());
    return rows ? *rows : SqlRows{};
  };
  boost::json::array blobs{
      {{"sha256", "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd"}, {"size", 1}},
      {{"sha256", blob_of("more than a block").sha256.hex()}, {"size", (4 << 20) + 1}}};
  for (int i = 0; i < 1000; ++i) {
    blobs.push_back({{"sha256", blob_of(std::to_string(i)).sha256.hex()}, {"size", 1000}});
  }
  run("INSERT INTO pixferry.blob (owner, sha256, size_bytes, mime_type, object_key, created_at) "
      "SELECT 'default', sha256, size, 'image/jpeg', sha256, @now($2) "
      "FROM @rows($1; sha256 text, size bigint) AS old",
      {json_text(blobs), 0});
  ASSERT_TRUE(migrate(context_, *old, random_));
  EXPECT_EQ(run("SELECT dropbox_hash FROM pixferry.blob WHERE size_bytes = 1")[0].text(0),
            "1cd6ef71e6e0ff46ad2609d403dc3fee244417089aa4461245a4e4fe23a55e42");
  const auto unknown = run("SELECT size_bytes FROM pixferry.blob WHERE dropbox_hash IS NULL");
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown[0].integer(0), (4 << 20) + 1);
}

TEST_P(CatalogContract, ImagesFromBeforeTheirFactsAreThereAndUninspected) {
  const auto home = GetParam().make();
  const auto old = old_catalog(*home, 7);
  const std::vector<SqlValue> sha256{blob_of("A").sha256.hex()};
  for (const std::string_view insert :
       {"INSERT INTO pixferry.blob (owner, sha256, size_bytes, mime_type, object_key, created_at) "
        "VALUES ('default', $1, 1, 'image/jpeg', 'o/a.jpg', @at(5))",
        "INSERT INTO pixferry.image (owner, source, source_file_id, revision, sha256, name, path, "
        "created_at) VALUES ('default', 'dropbox', 'a', '1', $1, 'a.jpg', 'a.jpg', @at(7))"}) {
    const auto transaction = old->begin(context_, Access::write);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE((*transaction)->query(insert, sha256));
    ASSERT_TRUE((*transaction)->commit());
  }
  ASSERT_TRUE(migrate(context_, *old, random_));
  const auto image = Gallery{*old}.image(context_, kDefaultOwner, ImageId{1});
  ASSERT_TRUE(image && *image);
  EXPECT_EQ((*image)->facts, std::nullopt);
  EXPECT_EQ(to_milliseconds((*image)->created_at), 7);
  const auto read = old->begin(context_, Access::read);
  const auto kept = (*read)->query(
      "SELECT @ms(timeline_at), @ms(inspect_at) FROM pixferry.image, pixferry.blob", {});
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->at(0).integer(0), 7);
  EXPECT_EQ(kept->at(0).integer(1), 5);
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
    const auto empty = (*transaction)->query("INSERT INTO pixferry.setting VALUES ('z', NULL)", {});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, ErrorCode::catalog_conflict);
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
